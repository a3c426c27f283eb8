package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.pipeline.Spoiling.Told;
import io.healthfinance.lakehouse.quality.GateCheck;
import io.healthfinance.lakehouse.quality.GateCheck.Complete;
import io.healthfinance.lakehouse.quality.GateCheck.Range;
import io.healthfinance.lakehouse.quality.GateCheck.ReconcileSql;
import io.healthfinance.lakehouse.quality.GateCheck.Satisfies;
import io.healthfinance.lakehouse.quality.GateCheck.Unique;
import io.healthfinance.lakehouse.quality.GateCheck.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every kind of check with a mutation that only it may notice, table by table. */
final class Spoilings {

  // The three versions of a key.
  private static final String FIRST = "valid_from = timestamp'2026-03-01 09:00:00'";
  private static final String SECOND = "valid_from = timestamp'2026-03-01 10:00:00'";
  private static final String LAST = "valid_from = timestamp'2026-03-01 11:00:00'";

  private Spoilings() {}

  static List<Spoiling> all() {
    List<Spoiling> all = new ArrayList<>();
    all.addAll(base("vitals", "vital_id", "v7", "source", "patient_id"));
    all.add(critical("vitals", "unit"));
    all.add(
        satisfies("vitals", "diastolic_below_systolic", "bp_diastolic = 130, bp_systolic = 125"));
    all.add(satisfies("vitals", "range(bp_systolic)", "bp_systolic = 251"));
    all.addAll(base("insurance_policies", "policy_id", "i7", "plan_name", "payer_id"));
    all.add(
        satisfies(
            "insurance_policies", "terminates_after_start", "termination_date = date'2024-01-01'"));
    all.add(range("insurance_policies", "range(coinsurance_rate)", "coinsurance_rate = 1.01"));
    all.addAll(base("billing_invoices", "invoice_id", "n7", "invoice_number", "provider_id"));
    all.add(critical("billing_invoices", "facility_id"));
    all.add(satisfies("billing_invoices", "balance_within_charges", "balance_amount = 101"));
    all.add(
        range("billing_invoices", "range(total_charge_amount)", "total_charge_amount = 5000001"));
    all.add(
        Spoiling.told(
            "billing_invoices",
            GateCheck.FailRule.class,
            "values(currency)",
            told -> new Told(100, 2, Map.of("values(currency)", 1L), 0, 0)));
    all.addAll(history());
    all.addAll(aggregates());
    all.addAll(kpis());
    return all;
  }

  /** A column that a mutation added to a table is gone again. */
  static void forgetColumn(GateLake lake, Spoiling spoiling) {
    if (spoiling.kind() == GateCheck.Columns.class) {
      String name = SoundTables.layer(spoiling.table()) + "." + spoiling.table();
      lake.spark().sql("ALTER TABLE lake." + name + " DROP COLUMN surprise");
    }
  }

  /** What every base table of silver is asked. */
  private static List<Spoiling> base(
      String table, String key, String one, String required, String reference) {
    String where = " WHERE " + key + " = '" + one + "'";
    return List.of(
        Spoiling.of(
            table,
            Unique.class,
            "unique(" + key + ")",
            "INSERT INTO {b} SELECT * FROM {b}" + where),
        Spoiling.of(
            table,
            Complete.class,
            "complete(" + required + ")",
            "UPDATE {b} SET " + required + " = NULL" + where),
        Spoiling.of(
            table,
            GateCheck.Orphans.class,
            "orphans(" + reference + ")",
            "UPDATE {b} SET " + reference + " = 'nobody' WHERE _lsn % 50 = 0"),
        Spoiling.of(table, Volume.class, "volume", "DELETE FROM {b} WHERE _lsn >= 1140"),
        Spoiling.told(
            table,
            GateCheck.QuarantineShare.class,
            "quarantine_share",
            told -> new Told(100, 6, Map.of(), 0, 0)),
        Spoiling.told(
            table,
            GateCheck.Reconcile.class,
            "conservation",
            told -> new Told(101, 2, Map.of(), 0, 0)),
        Spoiling.told(
            table,
            GateCheck.Reconcile.class,
            "row_ledger",
            told -> new Told(100, 2, Map.of(), 1, 0)),
        Spoiling.told(
            table,
            GateCheck.Reconcile.class,
            "checksum_ledger",
            told -> new Told(100, 2, Map.of(), 0, 1)));
  }

  /** One in nine is more than a critical column may lack. */
  private static Spoiling critical(String table, String column) {
    return Spoiling.of(
        table,
        Complete.class,
        "complete(" + column + ")",
        "UPDATE {b} SET " + column + " = NULL WHERE _lsn % 9 = 0");
  }

  private static List<Spoiling> history() {
    String table = "insurance_policies_history";
    String one = " WHERE policy_id = 'i7' AND ";
    return List.of(
        Spoiling.of(
            table,
            Complete.class,
            "complete(valid_from)",
            "UPDATE {b} SET valid_from = NULL" + one + FIRST),
        Spoiling.of(
            table,
            Satisfies.class,
            "no_overlap",
            "UPDATE {b} SET valid_to = valid_to + INTERVAL 1 HOUR" + one + SECOND),
        Spoiling.of(
            table,
            Satisfies.class,
            "interval_order",
            "UPDATE {b} SET valid_to = valid_from" + one + SECOND),
        Spoiling.of(
            table,
            Satisfies.class,
            "current_is_open",
            "UPDATE {b} SET is_current = NOT is_current" + one + "NOT (" + SECOND + ")"),
        Spoiling.of(
            table,
            Satisfies.class,
            "one_open_version",
            "UPDATE {b} SET valid_to = NULL, is_current = true" + one + SECOND,
            "UPDATE {b} SET valid_to = valid_from + INTERVAL 1 HOUR, is_current = false"
                + one
                + LAST),
        Spoiling.of(
            table,
            GateCheck.Reconcile.class,
            "open_versions",
            "UPDATE {b} SET valid_to = valid_from + INTERVAL 1 HOUR, is_current = false"
                + one
                + LAST));
  }

  private static List<Spoiling> aggregates() {
    String table = "billing_aggregates";
    String where = " WHERE patient_id = 'p7'";
    return List.of(
        Spoiling.of(
                table,
                Unique.class,
                "unique(patient_id, service_month)",
                "INSERT INTO {b} SELECT * FROM {b}" + where,
                "UPDATE {b} SET invoices = 0 WHERE patient_id = 'p8'")
            .andBy("one_row_per_patient_and_month"),
        Spoiling.of(
            table,
            Complete.class,
            "complete(service_month)",
            "UPDATE {b} SET service_month = NULL" + where),
        range(table, "amounts_without_sign(refund_amount)", "refund_amount = -0.01"),
        Spoiling.of(
            table, ReconcileSql.class, "every_invoice", "UPDATE {b} SET invoices = 2" + where),
        Spoiling.of(
            table,
            Volume.class,
            "volume",
            "INSERT INTO {b} SELECT concat(patient_id, 'x', n), service_month, 0,"
                + " charge_amount, contractual_adjustment_amount, insurance_paid_amount,"
                + " patient_paid_amount, refund_amount, write_off_amount, open_amount,"
                + " record_last_updated FROM {b} LATERAL VIEW explode(sequence(1, 5)) AS n"),
        columns(table));
  }

  private static List<Spoiling> kpis() {
    String table = "operational_kpis";
    String where = " WHERE kpi_date = date'2025-06-01'";
    return List.of(
        Spoiling.of(
                table,
                Unique.class,
                "unique(kpi_date)",
                "INSERT INTO {b} SELECT * FROM {b}" + where)
            .andBy("one_row_per_day"),
        Spoiling.of(
            table, Complete.class, "complete(kpi_date)", "UPDATE {b} SET kpi_date = NULL" + where),
        range(table, "uptime_is_a_percentage", "system_uptime_percent = 100.01"),
        satisfies(table, "completed_within_scheduled", "appointments_completed = 9"),
        Spoiling.of(
                table,
                ReconcileSql.class,
                "ninety_days",
                "DELETE FROM {b} WHERE kpi_date >= date'2025-07-01'")
            .andBy("volume"),
        Spoiling.of(
            table,
            ReconcileSql.class,
            "within_the_population",
            "UPDATE {b} SET high_risk_patients = 301" + where),
        Spoiling.of(
            table, Volume.class, "volume", "DELETE FROM {b} WHERE kpi_date >= date'2025-09-01'"),
        columns(table));
  }

  private static Spoiling columns(String table) {
    return Spoiling.of(
        table,
        GateCheck.Columns.class,
        "columns",
        "ALTER TABLE {t} ADD COLUMN surprise string",
        "DELETE FROM {b} WHERE false",
        "INSERT INTO {b} SELECT * FROM {b} WHERE false");
  }

  private static Spoiling satisfies(String table, String check, String set) {
    return Spoiling.of(table, Satisfies.class, check, update(table, set));
  }

  private static Spoiling range(String table, String check, String set) {
    return Spoiling.of(table, Range.class, check, update(table, set));
  }

  private static String update(String table, String set) {
    String where =
        switch (table) {
          case "operational_kpis" -> "kpi_date = date'2025-06-01'";
          case "billing_aggregates" -> "patient_id = 'p7'";
          default -> "_lsn = 1007";
        };
    return "UPDATE {b} SET " + set + " WHERE " + where;
  }
}
