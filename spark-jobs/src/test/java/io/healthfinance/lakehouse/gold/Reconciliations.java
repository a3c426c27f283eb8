package io.healthfinance.lakehouse.gold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every check that holds a gold table against another one, with rows that it must notice. */
final class Reconciliations {

  private static final String AS_OF = "2026-06-20T12:00:00Z";

  private static final Map<String, String> SUMMARY =
      Map.of(
          "financial_summary",
          rows(
              "summary_date, revenue_month_to_date, claims_submitted, claims_approved,"
                  + " claims_partially_approved, claims_denied",
              "DATE'2026-04-30', 100.00, 1, 0, 0, 0",
              "DATE'2026-05-30', 190.00, 2, 1, 0, 0",
              "DATE'2026-05-31', 200.00, 3, 0, 1, 2",
              "DATE'2026-06-20', 30.00, 4, 1, 0, 0"));

  private static final Map<String, String> USERS =
      Map.of(
          "users", rows("user_id, role", "'p1', 'PATIENT'", "'p2', 'PATIENT'", "'d1', 'DOCTOR'"));

  private Reconciliations() {}

  static List<Reconciliation> all() {
    List<Reconciliation> all = new ArrayList<>();
    all.addAll(money("payer_metrics", "payers", "metric_month, payer_id, revenue"));
    all.addAll(
        money("revenue_by_procedure", "procedures", "revenue_month, procedure_code, revenue"));
    all.addAll(claims());
    all.addAll(serviceLines());
    all.add(yearToDate());
    all.addAll(qualityMeasures());
    all.addAll(populations());
    all.addAll(providers());
    return all;
  }

  /** The parts of a month, payers or procedures, against the month of the financial summary. */
  private static List<Reconciliation> money(String table, String parts, String columns) {
    String[] sound = {
      "DATE'2026-03-01', 'A', 7.00",
      "DATE'2026-04-01', 'A', 60.00",
      "DATE'2026-04-01', 'B', 40.00",
      "DATE'2026-05-01', 'A', 200.00",
      "DATE'2026-06-01', 'A', 50.00",
      "DATE'2026-06-01', 'B', -20.00"
    };
    return List.of(
        new Reconciliation(
            table,
            parts + "_sum_to_months_of_the_summary",
            AS_OF,
            SUMMARY,
            rows(columns, sound),
            List.of(
                without(columns, sound, 2),
                changed(columns, sound, 3, "DATE'2026-05-01', 'A', 200.01"))),
        new Reconciliation(
            table,
            parts + "_sum_to_month_to_date",
            AS_OF,
            SUMMARY,
            rows(columns, sound),
            List.of(
                without(columns, sound, 5),
                changed(columns, sound, 4, "DATE'2026-05-01', 'A', 50.00"))),
        // A summary of the day before says nothing about today.
        new Reconciliation(
            table,
            parts + "_sum_to_month_to_date",
            "2026-06-21T12:00:00Z",
            SUMMARY,
            without(columns, sound, 5),
            List.of()));
  }

  private static List<Reconciliation> claims() {
    String columns =
        "metric_month, payer_id, claims_submitted, claims_approved, claims_partially_approved,"
            + " claims_denied";
    String[] sound = {
      "DATE'2026-04-01', 'A', 9, 0, 0, 0",
      "DATE'2026-05-01', 'A', 3, 1, 1, 0",
      "DATE'2026-05-01', 'B', 2, 0, 0, 2",
      "DATE'2026-06-01', 'A', 9, 9, 0, 0"
    };
    return List.of(
        new Reconciliation(
            "payer_metrics",
            "payers_sum_to_submitted_claims",
            AS_OF,
            SUMMARY,
            rows(columns, sound),
            List.of(without(columns, sound, 2))),
        new Reconciliation(
            "payer_metrics",
            "payers_sum_to_first_decisions",
            AS_OF,
            SUMMARY,
            rows(columns, sound),
            List.of(
                without(columns, sound, 2),
                changed(columns, sound, 1, "DATE'2026-05-01', 'A', 3, 0, 2, 0"))));
  }

  private static List<Reconciliation> serviceLines() {
    Map<String, String> procedures =
        Map.of(
            "revenue_by_procedure",
            rows(
                "revenue_month, procedure_code, service_line, charge_amount, revenue",
                "DATE'2026-04-01', '99213', 'PRIMARY_CARE', 10.00, 5.00",
                "DATE'2026-04-01', '99214', 'PRIMARY_CARE', 20.00, 7.00",
                "DATE'2026-05-01', '71046', 'IMAGING', 30.00, 9.00",
                "DATE'2026-05-01', '99213', 'PRIMARY_CARE', 10.00, 9.00"));
    String columns = "revenue_month, service_line, charge_amount, revenue";
    String[] sound = {
      "DATE'2026-04-01', 'PRIMARY_CARE', 30.00, 12.00",
      "DATE'2026-05-01', 'IMAGING', 30.00, 9.00",
      "DATE'2026-05-01', 'PRIMARY_CARE', 10.00, 9.00"
    };
    return List.of(
        new Reconciliation(
            "revenue_by_service_line",
            "lines_sum_to_procedures_in_every_month",
            AS_OF,
            procedures,
            rows(columns, sound),
            List.of(changed(columns, sound, 1, "DATE'2026-04-01', 'IMAGING', 30.00, 9.00"))),
        new Reconciliation(
            "revenue_by_service_line",
            "lines_sum_to_their_procedures",
            AS_OF,
            procedures,
            rows(columns, sound),
            List.of(changed(columns, sound, 1, "DATE'2026-05-01', 'LABORATORY', 30.00, 9.00"))),
        new Reconciliation(
            "top_procedures",
            "best_of_twelve_months",
            AS_OF,
            procedures,
            rows("period, revenue_rank, revenue", "'TWELVE_MONTHS', 1, 14.00", "'MONTH', 1, 7.00"),
            List.of(rows("period, revenue_rank, revenue", "'TWELVE_MONTHS', 1, 9.00"))));
  }

  private static Reconciliation yearToDate() {
    String columns = "summary_date, revenue_month_to_date, revenue_year_to_date";
    return new Reconciliation(
        "financial_summary",
        "month_to_date_lies_in_year_to_date",
        AS_OF,
        Map.of(
            "payments",
            rows(
                "transaction_type, status, amount, posting_date",
                "'PAYMENT', 'POSTED', 500.00, DATE'2025-12-31'",
                "'PAYMENT', 'POSTED', 100.00, DATE'2026-01-01'",
                "'REFUND', 'POSTED', 30.00, DATE'2026-05-31'",
                "'PAYMENT', 'PENDING', 1.00, DATE'2026-05-31'",
                "'WRITE_OFF', 'POSTED', 2.00, DATE'2026-05-31'",
                "'PAYMENT', 'POSTED', 40.00, DATE'2026-06-01'")),
        rows(columns, "DATE'2026-06-19', 0.00, 0.00", "DATE'2026-06-20', 40.00, 110.00"),
        List.of(
            rows(columns, "DATE'2026-06-20', 40.00, 70.00"),
            rows(columns, "DATE'2026-06-20', 40.00, 610.00")));
  }

  private static List<Reconciliation> qualityMeasures() {
    String columns =
        "period_end, dimension, dimension_id, patients, denominator, numerator, exclusions";
    String[] sound = {
      "DATE'2026-05-31', 'TOTAL', 'ALL', 3, 2, 1, 1",
      "DATE'2026-06-20', 'TOTAL', 'ALL', 1, 1, 0, 0",
      "DATE'2026-06-20', 'PAYER', 'y1', 9, 9, 9, 0"
    };
    return List.of(
        new Reconciliation(
            "clinical_quality_summary",
            "total_equals_the_patients_measured",
            AS_OF,
            Map.of(
                "clinical_quality_measures",
                rows(
                    "period_end, in_denominator, in_numerator, is_excluded",
                    "DATE'2026-05-31', true, true, false",
                    "DATE'2026-05-31', true, false, false",
                    "DATE'2026-05-31', false, false, true",
                    "DATE'2026-06-20', true, false, false")),
            rows(columns, sound),
            List.of(
                changed(columns, sound, 0, "DATE'2026-05-31', 'TOTAL', 'ALL', 3, 2, 0, 1"),
                changed(columns, sound, 0, "DATE'2026-05-31', 'TOTAL', 'ALL', 3, 3, 1, 0"),
                without(columns, sound, 1))));
  }

  /** No more people are counted than there are. */
  private static List<Reconciliation> populations() {
    return List.of(
        population("clinical_quality_summary", "patients", "2", "3"),
        new Reconciliation(
            "clinical_quality_measures",
            "within_the_population",
            AS_OF,
            USERS,
            rows(
                "patient_id, measure",
                "'p1', 'ASTHMA_ACT'",
                "'p1', 'DIABETES_HBA1C'",
                "'p2', 'ASTHMA_ACT'"),
            List.of(rows("patient_id, measure", "'p1', 'A'", "'p2', 'A'", "'p3', 'A'"))),
        population("utilisation", "people", "2", "3"),
        population("operational_kpis", "monthly_active_users, high_risk_patients", "2, 2", "2, 3"),
        new Reconciliation(
            "chronic_cohorts",
            "within_the_living",
            AS_OF,
            Map.of("patient_360", rows("patient_id, is_deceased", "'p1', false", "'p2', true")),
            rows("patient_id, cohort", "'p1', 'DIABETES'", "'p1', 'MULTIMORBIDITY_2'"),
            List.of(rows("patient_id, cohort", "'p1', 'DIABETES'", "'p2', 'DIABETES'"))));
  }

  private static Reconciliation population(String table, String columns, String all, String more) {
    return new Reconciliation(
        table,
        "within_the_population",
        AS_OF,
        USERS,
        rows(columns, all),
        List.of(rows(columns, all, more)));
  }

  private static List<Reconciliation> providers() {
    String visits = "provider_id, metric_date, appointments_scheduled, appointments_completed";
    Map<String, String> planned =
        Map.of(
            "providers",
            rows("provider_id", "'dr1'", "'dr2'"),
            "appointments",
            rows(
                "provider_id, status, scheduled_start",
                "'dr1', 'COMPLETED', TIMESTAMP'2026-06-19 15:00:00'",
                "'dr1', 'NO_SHOW', TIMESTAMP'2026-06-19 16:00:00'",
                "'dr2', 'COMPLETED', TIMESTAMP'2026-03-24 03:00:00'",
                "'dr2', 'CANCELLED', TIMESTAMP'2026-06-19 15:00:00'",
                "'gone', 'COMPLETED', TIMESTAMP'2026-06-19 15:00:00'",
                "'dr1', 'COMPLETED', TIMESTAMP'2026-03-23 03:00:00'"));
    String charges = "provider_id, metric_date, total_charges";
    Map<String, String> billed =
        Map.of(
            "providers",
            rows("provider_id", "'dr1'", "'dr2'"),
            "billing_invoices",
            rows("invoice_id, provider_id, status", "'i1', 'dr1', 'PAID'", "'i2', 'dr1', 'VOID'"),
            "billing_invoice_lines",
            rows(
                "invoice_id, provider_id, status, service_date, charge_amount",
                "'i1', 'dr2', 'POSTED', DATE'2026-06-19', 10.00",
                "'i1', NULL, 'POSTED', DATE'2026-06-19', 5.00",
                "'i1', 'dr2', 'VOID', DATE'2026-06-19', 90.00",
                "'i2', 'dr2', 'POSTED', DATE'2026-06-19', 90.00"));
    String attributed = "provider_id, metric_date, attributed_patients";
    String measures = "provider_id, metric_date, chronic_measures, preventive_measures";
    String slots = "provider_id, metric_date, slot_visits, slot_capacity";
    return List.of(
        new Reconciliation(
            "provider_metrics",
            "no_provider_above_capacity",
            AS_OF,
            Map.of(),
            rows(slots, "'dr1', DATE'2026-06-19', 3, 3", "'dr2', DATE'2026-06-19', 0, 0"),
            List.of(rows(slots, "'dr1', DATE'2026-06-19', 3, 9", "'dr2', DATE'2026-06-19', 1, 0"))),
        new Reconciliation(
            "provider_metrics",
            "providers_sum_to_visits",
            AS_OF,
            planned,
            rows(visits, "'dr1', DATE'2026-06-19', 2, 1", "'dr2', DATE'2026-03-23', 1, 1"),
            List.of(
                rows(visits, "'dr1', DATE'2026-06-19', 2, 2", "'dr2', DATE'2026-03-23', 1, 1"),
                rows(visits, "'dr1', DATE'2026-06-19', 2, 1"))),
        new Reconciliation(
            "provider_metrics",
            "providers_sum_to_charges",
            AS_OF,
            billed,
            rows(charges, "'dr1', DATE'2026-06-19', 5.00", "'dr2', DATE'2026-06-19', 10.00"),
            List.of(
                rows(charges, "'dr1', DATE'2026-06-19', 15.00", "'dr2', DATE'2026-06-19', 10.00"))),
        new Reconciliation(
            "provider_metrics",
            "one_provider_for_a_patient",
            AS_OF,
            Map.of(
                "provider_attribution",
                rows(
                    "patient_id, valid_from, valid_to",
                    "'p1', DATE'2026-01-01', DATE'2026-06-21'",
                    "'p2', DATE'2026-01-01', DATE'2026-06-20'")),
            rows(attributed, "'dr1', DATE'2026-06-20', 1", "'dr1', DATE'2026-06-19', 2"),
            List.of(rows(attributed, "'dr1', DATE'2026-06-20', 1", "'dr2', DATE'2026-06-20', 1"))),
        new Reconciliation(
            "provider_metrics",
            "measures_within_all_patients",
            AS_OF,
            Map.of(
                "measure_status",
                rows(
                    "measure, variant, in_denominator, valid_from, valid_to",
                    "'ASTHMA_ACT', 'spec', true, DATE'2026-01-01', DATE'9999-12-31'",
                    "'ASTHMA_ACT', 'standard', true, DATE'2026-01-01', DATE'9999-12-31'",
                    "'DEPRESSION_PHQ9', 'spec', true, DATE'2026-01-01', DATE'9999-12-31'",
                    "'BREAST_SCREENING', 'spec', true, DATE'2026-01-01', DATE'9999-12-31'")),
            rows(measures, "'dr1', DATE'2026-06-20', 1, 1", "'dr1', DATE'2026-06-19', 9, 9"),
            List.of(
                rows(measures, "'dr1', DATE'2026-06-20', 1, 1", "'dr2', DATE'2026-06-20', 1, 0"))));
  }

  private static String rows(String columns, String... rows) {
    return "SELECT * FROM VALUES (" + String.join("), (", rows) + ") AS t(" + columns + ")";
  }

  private static String without(String columns, String[] rows, int place) {
    List<String> left = new ArrayList<>(List.of(rows));
    left.remove(place);
    return rows(columns, left.toArray(String[]::new));
  }

  private static String changed(String columns, String[] rows, int place, String row) {
    String[] other = rows.clone();
    other[place] = row;
    return rows(columns, other);
  }
}
