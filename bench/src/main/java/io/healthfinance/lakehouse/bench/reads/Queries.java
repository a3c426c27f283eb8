package io.healthfinance.lakehouse.bench.reads;

import java.util.List;

/** What dashboards ask of a table of measurements. */
final class Queries {

  static final List<String> ALL =
      List.of(
          "SELECT count(*) FROM %s",
          "SELECT vital_type, count(*) FROM %s GROUP BY vital_type ORDER BY 1",
          "SELECT date_trunc('month', measured_at) AS month, count(*) FROM %s GROUP BY 1 ORDER BY"
              + " 1",
          "SELECT source, vital_type, round(avg(value), 4) FROM %s GROUP BY 1, 2 ORDER BY 1, 2",
          "SELECT date_trunc('day', measured_at) AS day, count(*) FROM %s"
              + " WHERE measured_at >= TIMESTAMP '2026-01-15 00:00:00' GROUP BY 1 ORDER BY 1",
          "SELECT count(DISTINCT patient_id) FROM %s"
              + " WHERE measured_at >= TIMESTAMP '2026-01-30 00:00:00'",
          "SELECT count(*), max(bp_systolic) FROM %s WHERE vital_type = 'BP' AND bp_systolic >="
              + " 140",
          "SELECT patient_id, count(*) AS n FROM %s GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20",
          "SELECT vital_type, max_by(value, measured_at) FROM %s"
              + " WHERE patient_id = (SELECT min(patient_id) FROM %1$s) GROUP BY 1 ORDER BY 1",
          "SELECT round(avg(value), 4), min(value), max(value) FROM %s WHERE vital_type = 'TEMP'",
          "SELECT source, count(*) FROM %s"
              + " WHERE vital_type = 'SPO2' AND value < 92 GROUP BY 1 ORDER BY 1",
          "SELECT date_trunc('month', updated_at) AS month, count(*) FROM %s"
              + " WHERE updated_at > created_at GROUP BY 1 ORDER BY 1");

  private Queries() {}
}
