-- The key is written as one text, so that the comparison finds rows by it.
SELECT month_of(planned) AS month_start, appointment_type, isodow(planned) AS day_of_week, hour(planned) AS hour_of_day,
       dayname(planned) AS day_name,
       count(*) AS booked,
       count(*) - sum((status IN ('CANCELLED', 'RESCHEDULED'))::INT) AS scheduled,
       sum((status = 'COMPLETED')::INT) AS completed,
       sum((status = 'NO_SHOW')::INT) AS no_shows,
       sum((status IN ('CANCELLED', 'RESCHEDULED'))::INT) AS cancelled_or_moved,
       sum((status = 'COMPLETED' AND modality = 'TELEMEDICINE')::INT) AS completed_by_video,
       share(sum((status = 'NO_SHOW')::INT), sum((status IN ('COMPLETED', 'NO_SHOW'))::INT), 4)::DECIMAL(5, 4) AS no_show_rate,
       max(_source_ts) AS record_last_updated
FROM (SELECT *, local_time(scheduled_start) AS planned FROM silver.appointments)
WHERE date_diff('month', planned, as_of_day()) BETWEEN -1 AND 13
GROUP BY ALL
