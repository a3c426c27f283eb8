package io.healthfinance.lakehouse.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.catalog.sql.SqlTable;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutationSurvivorsTest {

  private final Catalog catalog = new CatalogLoader().loadBundled();
  private final MutationSurvivors survivors = MutationSurvivors.read();

  @Test
  void theListNamesMutantsThatExist() {
    Set<String> gone = new TreeSet<>(survivors.tables());
    Stream.concat(catalog.silver().stream(), catalog.gold().stream())
        .forEach(table -> gone.addAll(goneOf(table, gone.remove(table.qualified()))));
    assertThat(gone).as("survivors of SELECTs that are gone or were changed").isEmpty();
  }

  @Test
  void whatIsEquivalentSurvives() {
    for (String table : survivors.tables()) {
      assertThat(survivors.of(table)).containsAll(survivors.equivalent(table));
    }
  }

  private Set<String> goneOf(SqlTable table, boolean judged) {
    Set<String> gone = new HashSet<>();
    if (judged) {
      gone.addAll(survivors.of(table.qualified()));
      SqlMutants.of(table).forEach(mutant -> gone.remove(mutant.name()));
    }
    return gone;
  }
}
