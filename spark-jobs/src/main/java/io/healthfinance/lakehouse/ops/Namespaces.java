package io.healthfinance.lakehouse.ops;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;

/** Makes namespaces; several threads and processes may ask for the same one at the same time. */
public final class Namespaces {

  private Namespaces() {}

  /** Creates a namespace unless it is there, or the catalog has no notion of them. */
  public static void ensure(Catalog catalog, Namespace namespace) {
    if (!(catalog instanceof SupportsNamespaces namespaces)
        || namespaces.namespaceExists(namespace)) {
      return;
    }
    try {
      namespaces.createNamespace(namespace);
    } catch (RuntimeException e) {
      // Who loses the race gets whatever the database makes of a duplicate row.
      if (!namespaces.namespaceExists(namespace)) {
        throw e;
      }
    }
  }
}
