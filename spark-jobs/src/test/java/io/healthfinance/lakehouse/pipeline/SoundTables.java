package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that keep every rule: three base tables, a history, a derived table and a gold one. */
final class SoundTables {

  static final List<String> NAMES =
      List.of(
          "vitals",
          "insurance_policies",
          "billing_invoices",
          "insurance_policies_history",
          "billing_aggregates",
          "operational_kpis");

  private static final String DAY = "timestamp'2026-03-01 09:00:00'";

  private SoundTables() {}

  static boolean isDerived(String name) {
    return name.equals("billing_aggregates") || name.equals("operational_kpis");
  }

  static String layer(String name) {
    return name.equals("operational_kpis") ? "gold" : "silver";
  }

  static void publish(GateLake lake) {
    publish(lake, "billing_invoices", invoices());
    publish(lake, "insurance_policies", policies());
    publish(lake, "vitals", vitals());
    lake.publish(lake.contract("users"), Map.of("user_id", "concat('p', id)", "role", "'PATIENT'"));
    for (String name : List.of("billing_invoices", "insurance_policies", "vitals")) {
      lake.publishParents(lake.contract(name), "concat('p', id)");
    }
    Map<String, String> versions = new HashMap<>(policies());
    versions.put("policy_id", "concat('i', id DIV 3)");
    versions.put("valid_from", DAY + " + make_interval(0, 0, 0, 0, id % 3)");
    versions.put(
        "valid_to", "if(id % 3 = 2, NULL, " + DAY + " + make_interval(0, 0, 0, 0, 1 + id % 3))");
    versions.put("is_current", "id % 3 = 2");
    lake.publishHistory(lake.contract("insurance_policies"), versions);
    lake.publish(
        lake.derived("billing_aggregates"),
        Map.of(
            "patient_id", "concat('p', id)",
            "service_month", "date'2026-02-01'",
            "invoices", "1",
            "charge_amount", "100.00",
            "refund_amount", "0.00"));
    lake.publish(
        lake.derived("operational_kpis"),
        Map.of(
            "kpi_date", "date_add(date'2025-05-01', cast(id AS int))",
            "daily_active_users", "10",
            "weekly_active_users", "20",
            "monthly_active_users", "30",
            "appointments_scheduled", "8",
            "appointments_completed", "7",
            "pathway_completion_rate", "0.5",
            "system_uptime_percent", "99.9"));
  }

  private static void publish(GateLake lake, String name, Map<String, String> values) {
    TableContract contract = lake.contract(name);
    Map<String, String> all = new HashMap<>(values);
    all.put("patient_id", "concat('p', id % 20)");
    all.put("created_at", DAY);
    all.put("updated_at", DAY);
    lake.publish(contract, all);
  }

  private static Map<String, String> vitals() {
    return Map.of(
        "vital_id", "concat('v', id)",
        "vital_type", "'BP'",
        "unit", "'mmHg'",
        "bp_systolic", "120",
        "bp_diastolic", "80",
        "source", "'CLINIC'",
        "measured_at", DAY);
  }

  private static Map<String, String> policies() {
    return Map.of(
        "policy_id", "concat('i', id)",
        "payer_id", "concat('p', id % 20)",
        "policy_number", "concat('AB12345', id)",
        "policy_number_token", "concat('t', id)",
        "plan_name", "'Plan'",
        "plan_type", "'PPO'",
        "coverage_priority", "'PRIMARY'",
        "relationship_to_subscriber", "'OTHER'",
        "effective_date", "date'2025-01-01'",
        "status", "'ACTIVE'");
  }

  private static Map<String, String> invoices() {
    return Map.of(
        "invoice_id", "concat('n', id)",
        "invoice_number", "concat('INV', 1000000000 + id)",
        "provider_id", "concat('p', id % 20)",
        "facility_id", "concat('p', id % 20)",
        "service_date", "date'2026-02-20'",
        "total_charge_amount", "100.00",
        "balance_amount", "10.00",
        "currency", "'USD'",
        "status", "'ISSUED'");
  }
}
