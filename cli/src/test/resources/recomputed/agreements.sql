-- Numbers that two gold tables publish. Each statement gives the rows on which they disagree.

-- high-risk patients of today: patient_360 and operational_kpis
SELECT * FROM
  (SELECT count(*) FILTER (WHERE is_high_risk) AS people FROM gold.patient_360) a,
  (SELECT arg_max(high_risk_patients, kpi_date) AS counted FROM gold.operational_kpis) b
WHERE people <> counted;

-- living patients: patient_360, patient_growth, diagnosis_prevalence and population_health
SELECT * FROM
  (SELECT count(*) FILTER (WHERE NOT is_deceased) AS people FROM gold.patient_360) a,
  (SELECT arg_max(living_patients, month_start) AS grown FROM gold.patient_growth) b,
  (SELECT max(population) AS population FROM gold.diagnosis_prevalence) c,
  (SELECT sum(patients) AS grouped FROM gold.population_health WHERE cohort_family = 'ALL') d
WHERE people <> grown OR people <> population OR people <> grouped;

-- control and screening rates of today: clinical_quality_measures and operational_kpis
SELECT * FROM
  (SELECT arg_max(chronic_disease_control_rate, kpi_date) AS control, arg_max(preventive_screening_rate, kpi_date) AS screening
   FROM gold.operational_kpis) a,
  (SELECT share(count(*) FILTER (WHERE in_numerator AND measure NOT LIKE '%SCREENING'),
                count(*) FILTER (WHERE in_denominator AND measure NOT LIKE '%SCREENING'), 2) AS controlled,
          share(count(*) FILTER (WHERE in_numerator AND measure LIKE '%SCREENING'),
                count(*) FILTER (WHERE in_denominator AND measure LIKE '%SCREENING'), 2) AS screened
   FROM gold.clinical_quality_measures WHERE is_as_of AND variant = 'spec' AND measure <> 'DEPRESSION_PHQ9') b
WHERE control <> controlled::DECIMAL(3, 2) OR screening <> screened::DECIMAL(3, 2);

-- claims and revenue of every day: financial_summary and operational_kpis
SELECT f.summary_date FROM gold.financial_summary f FULL JOIN gold.operational_kpis k ON k.kpi_date = f.summary_date
WHERE (f.claims_submitted, f.claims_approved, f.claims_partially_approved, f.claims_denied, f.revenue)
      IS DISTINCT FROM (k.claims_submitted, k.claims_approved, k.claims_partially_approved, k.claims_denied, k.total_revenue);

-- visits of every month that is over: appointment_volume and operational_kpis
SELECT * FROM
  (SELECT date_trunc('month', kpi_date) AS month, sum(appointments_scheduled) AS scheduled, sum(appointments_completed) AS completed
   FROM gold.operational_kpis GROUP BY ALL HAVING count(*) >= 28 AND min(day(kpi_date)) = 1) a
  LEFT JOIN (SELECT month_start, sum(scheduled) AS planned, sum(completed) AS done FROM gold.appointment_volume GROUP BY ALL) b
    ON b.month_start = a.month
WHERE (month < date_trunc('month', as_of_day()) AND scheduled <> coalesce(planned, 0)) OR completed <> coalesce(done, 0);

-- denials of every month and payer: claims_denials and payer_metrics
SELECT * FROM
  (SELECT metric_month, payer_id, claims_denied AS denied, claims_partially_approved AS partly FROM gold.payer_metrics
   WHERE claims_denied + claims_partially_approved > 0) a
  FULL JOIN (SELECT decision_month, payer_id AS payer, sum(claims_denied) AS reasons, sum(claims_partially_approved) AS parts
             FROM gold.claims_denials GROUP BY ALL) b
    ON b.decision_month = a.metric_month AND b.payer = a.payer_id
WHERE (denied, partly) IS DISTINCT FROM (reasons, parts);

-- diabetes by control: chronic_cohorts and clinical_quality_measures
SELECT * FROM
  (SELECT count(*) FILTER (WHERE stratum = 'CONTROLLED') AS controlled FROM gold.chronic_cohorts WHERE cohort = 'DIABETES') a,
  (SELECT count(*) FILTER (WHERE result_value < 7) AS met FROM gold.clinical_quality_measures
   WHERE is_as_of AND measure = 'DIABETES_HBA1C' AND variant = 'spec') b
WHERE controlled <> met;

-- index discharges: every training row is one of readmissions, with the same label
SELECT * FROM
  (SELECT discharge_date, count(*) AS stays, count(*) FILTER (WHERE readmitted_30d) AS labels FROM gold.ml_readmission_training GROUP BY ALL) a
  LEFT JOIN (SELECT discharge_date, count(*) AS indexes, count(*) FILTER (WHERE is_readmitted_30d) AS readmitted
             FROM gold.readmissions WHERE is_index_30d GROUP BY ALL) b USING (discharge_date)
WHERE stays > coalesce(indexes, 0) OR labels > coalesce(readmitted, 0);

-- index discharges and readmissions of 365 days: provider_metrics and readmissions
SELECT * FROM
  (SELECT provider_id, index_discharges_365d AS indexes, readmissions_365d AS readmitted FROM gold.provider_metrics WHERE metric_date = as_of_day()) a
  LEFT JOIN (SELECT provider_id, count(*) AS stays, count(*) FILTER (WHERE is_readmitted_30d) AS back
             FROM gold.readmissions WHERE is_index_30d AND as_of_day() - discharge_date < 365 GROUP BY ALL) b USING (provider_id)
WHERE indexes <> coalesce(stays, 0) OR readmitted <> coalesce(back, 0);

-- stays of twelve months: patient_360 and clinical_features
SELECT p.patient_id FROM gold.patient_360 p
JOIN (SELECT patient_id, arg_max(prior_admissions_1y, feature_timestamp) AS stays FROM gold.clinical_features GROUP BY ALL) f USING (patient_id)
WHERE p.utilization_last_12m.hospitalizations <> f.stays;
