package io.healthfinance.lakehouse.bench.gold;

/** How the rows of patient_360 are compared, whatever engine wrote them. */
final class Patient360 {

  static final String TABLE = "patient_360";

  /** Lists in one order, structures field by field, moments in whole numbers. */
  static final String COMPARED =
      """
      patient_id, first_name, last_name, date_of_birth, age::INT, gender, race, ethnicity,
      address.street, address.city, address.state, address.zip, phone, email,
      list_sort(active_conditions)::VARCHAR, list_sort(current_medications)::VARCHAR,
      list_sort(allergies)::VARCHAR, recent_vitals.bp_systolic_avg, recent_vitals.bp_diastolic_avg,
      recent_vitals.heart_rate_avg, recent_vitals.weight_lbs, recent_vitals.bmi,
      recent_vitals.last_measurement_date, recent_labs.hba1c, recent_labs.ldl_cholesterol,
      recent_labs.egfr, recent_labs.last_lab_date, list_sort(active_pathways)::VARCHAR,
      risk_scores.readmission_30day, risk_scores.emergency_visit_90day,
      risk_scores.medication_adherence, risk_scores.overall_health_risk, engagement_score,
      epoch_us(last_portal_login), epoch_us(last_appointment), epoch_us(next_appointment),
      insurance_payer, policy_number, coverage_status, primary_care_provider,
      list_sort(specialists)::VARCHAR, utilization_last_12m.office_visits,
      utilization_last_12m.emergency_visits, utilization_last_12m.hospitalizations,
      utilization_last_12m.total_cost, epoch_us(record_last_updated), sex, is_deceased,
      date_of_death, primary_care_provider_id, payer_id, is_high_risk
      """;

  private Patient360() {}
}
