package io.healthfinance.lakehouse.gold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * A SELECT cut at its WITH: each named part by itself, and last the SELECT behind them. Where a
 * part reads another one it says {@code ${*name}}, an input like any other, so that a trial need
 * compute only what a change reaches.
 *
 * @param parts text by name, in order; the last one is {@link #RESULT}
 * @param reads the parts that a part reads
 */
record StagedSelect(Map<String, String> parts, Map<String, Set<String>> reads) {

  /** The name of what the whole SELECT gives. */
  static final String RESULT = "";

  private static final String PART = "*";

  /**
   * The parts of a SELECT without comments.
   *
   * @throws IllegalArgumentException when Spark cannot parse it
   */
  static StagedSelect of(String table, String select) {
    SqlBaseParser.QueryContext query = query(SqlMutants.parsed(table, select));
    Map<String, String> parts = new LinkedHashMap<>();
    Map<String, Set<String>> reads = new HashMap<>();
    if (query.ctes() != null) {
      for (SqlBaseParser.NamedQueryContext named : query.ctes().namedQuery()) {
        String name = text(select, named.name).toLowerCase(Locale.ROOT);
        put(parts, reads, name, select, named.query());
      }
    }
    ParserRuleContext last = query.queryTerm();
    put(parts, reads, RESULT, select, last, last.getStart().getStartIndex(), end(query));
    return new StagedSelect(parts, reads);
  }

  /** The part behind an input, or null when it is a table. */
  static String partBehind(String input) {
    return input.startsWith(PART) ? input.substring(PART.length()) : null;
  }

  private static void put(
      Map<String, String> parts,
      Map<String, Set<String>> reads,
      String name,
      String select,
      ParserRuleContext part) {
    put(parts, reads, name, select, part, part.getStart().getStartIndex(), end(part));
  }

  private static void put(
      Map<String, String> parts,
      Map<String, Set<String>> reads,
      String name,
      String select,
      ParserRuleContext tree,
      int from,
      int to) {
    List<SqlBaseParser.TableNameContext> read = new ArrayList<>();
    tables(tree, read);
    read.removeIf(table -> !parts.containsKey(name(select, table)));
    read.sort(
        Comparator.comparingInt(
            (SqlBaseParser.TableNameContext table) -> -table.getStart().getStartIndex()));
    StringBuilder text = new StringBuilder(select.substring(from, to));
    Set<String> names = new TreeSet<>();
    for (SqlBaseParser.TableNameContext table : read) {
      names.add(name(select, table));
      ParserRuleContext identifier = table.identifierReference();
      // The rows come from a view of another name, and columns may be qualified by this one.
      String alias =
          table.tableAlias().getChildCount() == 0 ? " AS " + text(select, identifier) : "";
      text.replace(
          identifier.getStart().getStartIndex() - from,
          end(identifier) - from,
          "${" + PART + name(select, table) + "}" + alias);
    }
    parts.put(name, text.toString());
    reads.put(name, names);
  }

  private static void tables(ParseTree node, List<SqlBaseParser.TableNameContext> found) {
    if (node instanceof SqlBaseParser.TableNameContext table) {
      found.add(table);
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      tables(node.getChild(i), found);
    }
  }

  private static SqlBaseParser.QueryContext query(ParseTree tree) {
    ParseTree node = tree;
    while (!(node instanceof SqlBaseParser.QueryContext)) {
      node = node.getChild(0);
    }
    return (SqlBaseParser.QueryContext) node;
  }

  private static String name(String select, SqlBaseParser.TableNameContext table) {
    return text(select, table.identifierReference()).toLowerCase(Locale.ROOT);
  }

  private static String text(String select, ParserRuleContext part) {
    return select.substring(part.getStart().getStartIndex(), end(part));
  }

  private static int end(ParserRuleContext part) {
    return part.getStop().getStopIndex() + 1;
  }
}
