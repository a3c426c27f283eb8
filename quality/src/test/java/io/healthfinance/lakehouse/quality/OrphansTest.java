package io.healthfinance.lakehouse.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private static final TableContract VISITS =
      ContractBuilder.table("visits", "visit_id")
          .required("visit_id", "uuid")
          .reference("patient_id", "users", "user_id")
          .reference("referred_by", "users", "user_id")
          .reference("facility_id", "facilities", "facility_id")
          .build();

  @Test
  void everyReferenceIsCountedInOneQuery() {
    Dataset<Row> visits =
        rows(
            "('v1', 'u1', NULL, 'f1'), ('v2', 'u2', 'u9', 'f9'), ('v3', 'u9', 'u1', 'f9')",
            "visit_id, patient_id, referred_by, facility_id");
    assertThat(Orphans.count(visits, Orphans.references(VISITS), parents()::get))
        .containsExactly(
            new ReferenceCounts("patient_id", "users", 3, 1),
            new ReferenceCounts("referred_by", "users", 2, 1),
            new ReferenceCounts("facility_id", "facilities", 3, 2));
  }

  @Test
  void aParentThatAppearsTwiceMultipliesNothing() {
    Dataset<Row> visits =
        rows("('v1', 'u1', 'u1', 'f1')", "visit_id, patient_id, referred_by, facility_id");
    assertThat(Orphans.count(visits, Orphans.references(VISITS), parents()::get))
        .extracting(ReferenceCounts::references)
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void aTableMayReferToItself() {
    TableContract staff =
        ContractBuilder.table("staff", "id")
            .required("id", "uuid")
            .reference("manager", "staff", "id")
            .build();
    Dataset<Row> rows = rows("('a', NULL), ('b', 'a'), ('c', 'x')", "id, manager");
    assertThat(Orphans.count(rows, Orphans.references(staff), table -> rows))
        .containsExactly(new ReferenceCounts("manager", "staff", 2, 1));
  }

  @Test
  void noRowsMeanNoReferences() {
    Dataset<Row> none =
        rows("('v1', 'u1', 'u1', 'f1')", "visit_id, patient_id, referred_by, facility_id").limit(0);
    assertThat(Orphans.count(none, Orphans.references(VISITS), parents()::get))
        .allMatch(count -> count.references() == 0 && count.orphans() == 0);
    assertThat(Orphans.count(none, List.of(), parents()::get)).isEmpty();
  }

  @Test
  void aParentWithoutASnapshotIsNamed() {
    Dataset<Row> visits =
        rows("('v1', 'u1', 'u1', 'f1')", "visit_id, patient_id, referred_by, facility_id");
    assertThatThrownBy(() -> Orphans.count(visits, Orphans.references(VISITS), table -> null))
        .hasMessage(
            "The parent users.user_id of column patient_id has no snapshot to count against");
  }

  private static Map<String, Dataset<Row>> parents() {
    return Map.of(
        "users", rows("('u1', 1), ('u1', 2), ('u2', 1)", "user_id, version"),
        "facilities", rows("('f1', 1)", "facility_id, version"));
  }

  private static Dataset<Row> rows(String values, String columns) {
    return SharedSpark.session().sql("SELECT * FROM VALUES " + values + " AS t(" + columns + ")");
  }
}
