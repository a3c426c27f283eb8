package io.healthfinance.lakehouse.silver;

import static java.util.stream.Collectors.joining;

import io.healthfinance.lakehouse.catalog.contract.ColumnContract;
import io.healthfinance.lakehouse.catalog.contract.PiiClass;
import io.healthfinance.lakehouse.catalog.contract.RowRule;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.rule.SparkSqlRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads envelopes as the contract says: flattens, decodes, validates. One event in, one row out,
 * with {@code _kind} upsert, delete, truncate, quarantined or control and, for quarantined ones,
 * the broken rules. Nothing is dropped.
 */
final class EventDecoder {

  private static final String NULL_LSN = "NULL_LSN";
  private static final String UNKNOWN_OPERATION = "UNKNOWN_OPERATION";
  private static final String DELETE_WITHOUT_KEY = "DELETE_WITHOUT_KEY";
  private static final String AFTER_MISSING = "AFTER_MISSING";
  private static final String TOAST_UNAVAILABLE = "TOAST_UNAVAILABLE";
  private static final String NO_NAMES = "cast(array() AS array<string>)";

  private final TableContract contract;
  private final SourceEpochs epochs;
  private final Set<String> wireColumns;
  private final SparkSqlRenderer renderer = new SparkSqlRenderer();

  /**
   * @param wireColumns columns that the bronze table has in its images; a contract column that
   *     never arrived reads as NULL
   */
  EventDecoder(TableContract contract, SourceEpochs epochs, Set<String> wireColumns) {
    this.contract = contract;
    this.epochs = epochs;
    this.wireColumns = wireColumns;
  }

  /** Columns that take part in silver, in contract order. */
  static List<ColumnContract> carried(TableContract contract) {
    return contract.columns().stream()
        .filter(column -> column.pii() != PiiClass.FREE_TEXT)
        .toList();
  }

  /**
   * @param bronze envelopes with {@code landing_hour}, {@code _file} and {@code _pos}
   */
  Dataset<Row> decode(Dataset<Row> bronze) {
    return bronze
        .selectExpr(rawColumns().toArray(String[]::new))
        .selectExpr(decodedColumns().toArray(String[]::new))
        .selectExpr(judgedColumns().toArray(String[]::new))
        .withColumn(
            "_kind",
            org.apache.spark.sql.functions.expr(
                "CASE WHEN _op IS NULL OR _op = 'm' THEN 'control'"
                    + " WHEN size(_rules) > 0 THEN 'quarantined'"
                    + " WHEN _op = 'd' THEN 'delete' WHEN _op = 't' THEN 'truncate'"
                    + " ELSE 'upsert' END"));
  }

  private List<String> rawColumns() {
    List<String> select = new ArrayList<>();
    select.add("op AS _op");
    select.add("landing_hour AS _landing_hour");
    select.add("_file AS _src_file");
    select.add("_pos AS _src_pos");
    select.add("cast(" + epochs.sql("source.ts_ms") + " AS int) AS _epoch");
    select.add(
        "if(op = 'r' AND coalesce(source.snapshot, 'true') <> 'incremental', 0, 1) AS _class");
    select.add("source.lsn AS _lsn");
    select.add("NOT (op <=> 'r') AS _changed");
    select.add("timestamp_millis(source.ts_ms) AS _source_ts");
    select.add("after IS NULL AS _no_after");
    for (ColumnContract column : contract.columns()) {
      select.add(raw(column) + " AS `" + column.name() + "`");
    }
    return select;
  }

  private String raw(ColumnContract column) {
    String name = column.name();
    if (!wireColumns.contains(name)) {
      return "cast(null AS " + column.type().wireType() + ")";
    }
    if (contract.key().contains(name)) {
      return "if(op = 'd', before.`%1$s`, after.`%1$s`)".formatted(name);
    }
    String after = "after.`" + name + "`";
    return WireDecoder.mayBeUnavailable(column) && column.pii() != PiiClass.FREE_TEXT
        ? "if(%s, coalesce(before.`%s`, %s), %s)"
            .formatted(WireDecoder.isUnavailable(column, after), name, after, after)
        : after;
  }

  private List<String> decodedColumns() {
    List<String> select =
        new ArrayList<>(
            List.of(
                "_op",
                "_landing_hour",
                "_src_file",
                "_src_pos",
                "_epoch",
                "_class",
                "_lsn",
                "_changed",
                "_source_ts",
                "_no_after"));
    Map<String, String> failures = new LinkedHashMap<>();
    List<String> unavailable = new ArrayList<>();
    for (ColumnContract column : contract.columns()) {
      String name = "`" + column.name() + "`";
      String value = WireDecoder.value(column, name);
      select.add(value + " AS " + name);
      String fails = WireDecoder.fails(column, name, "(" + value + ")");
      if (fails != null) {
        failures.put("decode(" + column.name() + ")", fails);
      }
      if (WireDecoder.mayBeUnavailable(column) && column.pii() != PiiClass.FREE_TEXT) {
        unavailable.add(WireDecoder.isUnavailable(column, name));
      }
    }
    select.add(namesOf(failures) + " AS _decode");
    select.add(
        (unavailable.isEmpty() ? "false" : String.join(" OR ", unavailable)) + " AS _unavailable");
    return select;
  }

  private List<String> judgedColumns() {
    List<String> select =
        new ArrayList<>(
            List.of(
                "_op",
                "_landing_hour",
                "_src_file",
                "_src_pos",
                "_epoch",
                "_class",
                "_lsn",
                "_changed",
                "_source_ts"));
    for (ColumnContract column : carried(contract)) {
      select.add("`" + column.name() + "`");
    }
    select.add(payloadHash() + " AS _payload_hash");
    select.add(rules() + " AS _rules");
    select.add(brokenByRow(RowRule.Action.WARN) + " AS _warnings");
    select.add(brokenByRow(RowRule.Action.FAIL) + " AS _fatal");
    return select;
  }

  /** A delete has no payload: at one order key any upsert outranks it. */
  private String payloadHash() {
    String columns =
        carried(contract).stream().map(c -> "`" + c.name() + "`").collect(joining(", "));
    String nulls =
        carried(contract).stream().map(c -> "isnull(`" + c.name() + "`)").collect(joining(", "));
    return "if(_op IN ('d', 't'), "
        + OrderKey.NO_PAYLOAD_SQL
        + ", xxhash64("
        + columns
        + ", array("
        + nulls
        + ")))";
  }

  private String rules() {
    String noKey = contract.key().stream().map(k -> "`" + k + "` IS NULL").collect(joining(" OR "));
    Map<String, String> rejecting = conditions(RowRule.Action.REJECT);
    return ("CASE WHEN _op IS NULL OR _op = 'm' OR _op = 't' AND _lsn IS NOT NULL THEN %1$s"
            + " WHEN _op NOT IN ('c', 'u', 'r', 'd', 't') THEN array('%2$s')"
            + " WHEN _lsn IS NULL THEN array('%3$s')"
            + " WHEN _op = 'd' THEN if(%4$s, array('%5$s'), %1$s)"
            + " WHEN _no_after THEN array('%6$s')"
            + " WHEN _unavailable THEN array('%7$s')"
            + " WHEN size(_decode) > 0 OR %8$s THEN sort_array(concat(_decode, %9$s))"
            + " ELSE %1$s END")
        .formatted(
            NO_NAMES,
            UNKNOWN_OPERATION,
            NULL_LSN,
            noKey,
            DELETE_WITHOUT_KEY,
            AFTER_MISSING,
            TOAST_UNAVAILABLE,
            anyOf(rejecting),
            listOf(rejecting));
  }

  /** Names of the rules that an event with a row breaks; a delete or truncate has none. */
  private String brokenByRow(RowRule.Action action) {
    return "if(_op IN ('c', 'u', 'r'), %s, %s)".formatted(namesOf(conditions(action)), NO_NAMES);
  }

  /** Rules of this action, each with the condition under which an event breaks it. */
  private Map<String, String> conditions(RowRule.Action action) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (RowRule rule : contract.rules()) {
      if (rule.action() == action) {
        conditions.put(rule.name(), isBroken(rule));
      }
    }
    return conditions;
  }

  /**
   * The names whose condition holds, as an array. Hardly an event breaks a rule, so the array is
   * only built for one that does.
   */
  private static String namesOf(Map<String, String> conditions) {
    return conditions.isEmpty()
        ? NO_NAMES
        : "if(%s, %s, %s)".formatted(anyOf(conditions), listOf(conditions), NO_NAMES);
  }

  private static String anyOf(Map<String, String> conditions) {
    return conditions.isEmpty() ? "false" : "(" + String.join(") OR (", conditions.values()) + ")";
  }

  private static String listOf(Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .map(named -> "CASE WHEN " + named.getValue() + " THEN '" + named.getKey() + "' END")
        .collect(joining(", ", "sort_array(array_compact(cast(array(", ") AS array<string>)))"));
  }

  /** A WHEN of NULL does not apply, a check of NULL passes. */
  private String isBroken(RowRule rule) {
    String broken = "(" + renderer.render(rule.check()) + ") <=> false";
    Optional<String> when = rule.when().map(renderer::render);
    return when.map(condition -> "coalesce(" + condition + ", false) AND " + broken).orElse(broken);
  }
}
