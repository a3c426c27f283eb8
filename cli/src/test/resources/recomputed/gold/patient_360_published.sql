SELECT *, address.street, address.city, address.state, address.zip,
       recent_vitals.bp_systolic_avg, recent_vitals.bp_diastolic_avg, recent_vitals.heart_rate_avg, recent_vitals.weight_lbs,
       recent_vitals.bmi, recent_vitals.last_measurement_date,
       recent_labs.hba1c, recent_labs.ldl_cholesterol, recent_labs.egfr, recent_labs.last_lab_date,
       risk_scores.readmission_30day, risk_scores.emergency_visit_90day, risk_scores.medication_adherence, risk_scores.overall_health_risk,
       utilization_last_12m.office_visits, utilization_last_12m.emergency_visits, utilization_last_12m.hospitalizations,
       utilization_last_12m.total_cost
FROM gold.patient_360
