package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.quality.GateCheck.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the candidate's schema with the declared columns; no row is read. */
final class ColumnsJudge {

  private final GateRequest request;

  ColumnsJudge(GateRequest request) {
    this.request = request;
  }

  CheckResult judge(Columns check) {
    StructType schema = request.candidate().schema();
    List<String> faults = new ArrayList<>();
    for (Columns.Column declared : check.columns()) {
      if (!List.of(schema.fieldNames()).contains(declared.name())) {
        faults.add(declared.name() + " is missing");
        continue;
      }
      DataType wanted = DataType.fromDDL(declared.type());
      DataType found = schema.apply(declared.name()).dataType();
      if (!DataType.equalsIgnoreNullability(wanted, found)) {
        faults.add("%s is %s, not %s".formatted(declared.name(), found.sql(), wanted.sql()));
      }
    }
    faults.addAll(undeclared(check, schema));
    if (faults.isEmpty() && !names(check).equals(List.of(schema.fieldNames()))) {
      faults.add("the columns are in another order");
    }
    String subject = "Check columns on " + request.qualifiedTable() + ": ";
    String message =
        faults.isEmpty()
            ? "all %d columns have their declared names, types and order."
                .formatted(check.columns().size())
            : String.join("; ", faults) + ". Correct the SELECT or the declared columns.";
    return new CheckResult(
        check.name(),
        check.kind(),
        null,
        faults.isEmpty(),
        (double) faults.size(),
        "= 0",
        subject + message);
  }

  private static List<String> names(Columns check) {
    return check.columns().stream().map(Columns.Column::name).toList();
  }

  private static List<String> undeclared(Columns check, StructType schema) {
    Set<String> extra = new TreeSet<>();
    for (StructField field : schema.fields()) {
      extra.add(field.name());
    }
    extra.removeAll(names(check));
    return extra.stream().map(name -> name + " is not declared").toList();
  }
}
