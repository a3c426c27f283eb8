package io.healthfinance.lakehouse.cli.demo;

import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gold computed a second time, from the published silver tables of a lake. A statement of {@code
 * recomputed/gold} or {@code recomputed/shared} may read what another one gives as {@code
 * recomputed.NAME}; each is computed once, after those it reads.
 */
final class RecomputedGold {

  private static final Pattern READ = Pattern.compile("\\brecomputed\\.([a-z0-9_]+)");

  private final DuckLake duck;
  private final Set<String> computed = new LinkedHashSet<>();

  RecomputedGold(DuckLake duck) throws IOException {
    this.duck = duck;
    duck.execute(SilverRecomputedTest.statement("recomputed/shared/macros.sql"));
    duck.execute("DROP SCHEMA IF EXISTS recomputed CASCADE");
    duck.execute("CREATE SCHEMA recomputed");
  }

  /** Where the statement of a gold table lies among the resources. */
  static String resource(String table) {
    return "recomputed/gold/" + table + ".sql";
  }

  /** The relation that holds the rows as this side computes them. */
  String relation(String name) throws IOException {
    if (computed.add(name)) {
      String resource =
          exists(resource(name)) ? resource(name) : "recomputed/shared/" + name + ".sql";
      String select = SilverRecomputedTest.statement(resource);
      Matcher read = READ.matcher(select);
      while (read.find()) {
        relation(read.group(1));
      }
      duck.execute("CREATE TABLE recomputed.\"" + name + "\" AS " + select);
    }
    return "recomputed.\"" + name + '"';
  }

  /** The rows and columns in which a gold table differs from its statement. */
  RowDifference difference(SqlTable table) throws IOException {
    return RowDifference.between(
        duck, table.key(), "SELECT * FROM " + relation(table.table()), "gold." + table.table());
  }

  /** Whether the resources hold a file. */
  static boolean exists(String resource) {
    return RecomputedGold.class.getClassLoader().getResource(resource) != null;
  }
}
