package io.healthfinance.lakehouse.quality;

import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A silver table as a run leaves it on a branch, clean: 200 rows in two partitions.
 *
 * @param condition a predicate that every clean row satisfies
 * @param left an aggregate that equals {@code right} on clean rows
 */
record SampleTable(
    TableContract contract, List<String> select, String condition, String left, String right) {

  static final int ROWS = 200;

  static List<SampleTable> five() {
    return List.of(vitals(), users(), claims(), invoiceLines(), labResults());
  }

  static SampleTable vitals() {
    return new SampleTable(
        ContractBuilder.table("vitals", "vital_id")
            .required("vital_id", "uuid")
            .reference("patient_id", "users", "user_id")
            .required("unit", "string")
            .critical("measured_at", "timestamp(6)")
            .column("systolic", "int")
            .column("diastolic", "int")
            .column("notes", "string", PiiClass.FREE_TEXT)
            .range("systolic", "70", "250")
            .failing("has_unit", "unit")
            .build(),
        List.of(
            "concat('v', id) AS vital_id",
            "concat('u', id % 20) AS patient_id",
            "'mmHg' AS unit",
            "timestamp_micros(1767261600000000 + id) AS measured_at",
            "CAST(110 + id % 60 AS INT) AS systolic",
            "CAST(60 + id % 40 AS INT) AS diastolic",
            "1000 + id AS _lsn"),
        "diastolic < systolic",
        "count(vital_id)",
        "count(unit)");
  }

  static SampleTable users() {
    return new SampleTable(
        ContractBuilder.table("users", "user_id")
            .required("user_id", "uuid")
            .required("ssn", "string", PiiClass.NATIONAL_ID)
            .required("last_name", "string", PiiClass.NAME)
            .reference("payer_id", "payers", "payer_id")
            .critical("birth_date", "date")
            .column("age_band", "smallint")
            .range("age_band", "0", null)
            .failing("is_known", "last_name")
            .quarantineLimit(0.02)
            .build(),
        List.of(
            "concat('u', id) AS user_id",
            "concat('t', id) AS ssn_token",
            "concat('n', id) AS last_name",
            "concat('p', id % 5) AS payer_id",
            "date_add(date'1950-01-01', CAST(id * 100 AS INT)) AS birth_date",
            "CAST(id % 10 AS INT) AS age_band",
            "1000 + id AS _lsn"),
        "birth_date < date'2026-01-01'",
        "count(DISTINCT payer_id)",
        "count(DISTINCT right(payer_id, 1))");
  }

  static SampleTable claims() {
    return new SampleTable(
        ContractBuilder.table("claims", "claim_id")
            .required("claim_id", "uuid")
            .reference("patient_id", "users", "user_id")
            .required("status", "string")
            .critical("billed_amount", "decimal(12,2)")
            .column("paid_amount", "decimal(12,2)")
            .column("open_amount", "decimal(12,2)")
            .range("paid_amount", "0", "99999.99")
            .failing("has_status", "status")
            .build(),
        List.of(
            "concat('c', id) AS claim_id",
            "concat('u', id % 20) AS patient_id",
            "'PAID' AS status",
            "CAST(100.10 + id AS DECIMAL(12,2)) AS billed_amount",
            "CAST(60.10 AS DECIMAL(12,2)) AS paid_amount",
            "CAST(40 + id AS DECIMAL(12,2)) AS open_amount",
            "1000 + id AS _lsn"),
        "length(status) > 0",
        "sum(open_amount)",
        "sum(open_amount * 3) / 3");
  }

  static SampleTable invoiceLines() {
    return new SampleTable(
        ContractBuilder.table("billing_invoice_lines", "invoice_id", "line_no")
            .required("invoice_id", "uuid")
            .required("line_no", "smallint")
            .reference("procedure_id", "procedures", "procedure_id")
            .required("cpt_code", "string")
            .critical("service_date", "date")
            .column("quantity", "int")
            .range("quantity", null, "500")
            .failing("has_code", "cpt_code")
            .build(),
        List.of(
            "concat('i', id DIV 4) AS invoice_id",
            "CAST(id % 4 AS INT) AS line_no",
            "concat('p', id % 20) AS procedure_id",
            "'99213' AS cpt_code",
            "date'2026-01-05' AS service_date",
            "CAST(1 + id % 3 AS INT) AS quantity",
            "1000 + id AS _lsn"),
        "length(cpt_code) = 5",
        "sum(line_no)",
        "sum(line_no * 2) / 2");
  }

  static SampleTable labResults() {
    return new SampleTable(
        ContractBuilder.table("lab_results", "result_id")
            .required("result_id", "bigint")
            .reference("order_id", "lab_orders", "order_id")
            .required("loinc_code", "string")
            .critical("flags", "array<string>")
            .column("value", "decimal(10,3)")
            .range("value", "0.001", "5000")
            .failing("has_loinc", "loinc_code")
            .build(),
        List.of(
            "id AS result_id",
            "concat('o', id % 50) AS order_id",
            "'4548-4' AS loinc_code",
            "array('H') AS flags",
            "CAST(5.4 AS DECIMAL(10,3)) AS value",
            "1000 + id AS _lsn"),
        "loinc_code LIKE '%-%'",
        "count(order_id)",
        "count(loinc_code)");
  }

  String name() {
    return contract.table();
  }

  Dataset<Row> rows() {
    return SharedSpark.session().range(0, ROWS, 1, 2).selectExpr(select.toArray(String[]::new));
  }

  /** Everything that the gate can ask of this table. */
  List<GateCheck> checks() {
    List<GateCheck> checks = new ArrayList<>(SilverChecks.of(contract));
    checks.add(new GateCheck.Satisfies("condition", condition, 1));
    checks.add(new GateCheck.ReconcileSql("sides_agree", left, right, java.math.BigDecimal.ZERO));
    checks.add(
        new GateCheck.Reconcile(
            "source_agrees",
            new java.math.BigDecimal("200.00"),
            new java.math.BigDecimal("200"),
            java.math.BigDecimal.ZERO));
    checks.add(
        new GateCheck.Columns(
            Arrays.stream(rows().schema().fields())
                .map(f -> new GateCheck.Columns.Column(f.name(), f.dataType().sql()))
                .toList()));
    return checks;
  }

  GateRequest request() {
    return new GateRequest("silver", name(), rows(), Scope.WHOLE, checks(), facts());
  }

  GateFacts facts() {
    List<ReferenceCounts> references =
        Orphans.references(contract).stream()
            .map(
                column ->
                    new ReferenceCounts(
                        column.name(), column.references().orElseThrow().table(), ROWS, 1))
            .toList();
    return new GateFacts(
        OptionalLong.empty(),
        List.of(150L, 170L, 190L),
        List.of(
            new GateFacts.LandingHour("2026-01-08-10", 1000, 10),
            new GateFacts.LandingHour("2026-01-08-11", 40, 39)),
        references,
        Map.of());
  }
}
