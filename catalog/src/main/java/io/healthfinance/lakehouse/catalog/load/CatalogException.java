package io.healthfinance.lakehouse.catalog.load;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong in a catalog, one line per mistake. */
public final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  public CatalogException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** In order of file and line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
