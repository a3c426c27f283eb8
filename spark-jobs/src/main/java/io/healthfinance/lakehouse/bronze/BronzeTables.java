package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.Namespaces;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/** The bronze tables of a lake, kept in step with their contracts. */
public final class BronzeTables {

  static final Namespace NAMESPACE = Namespace.of("bronze");

  private static final String CONTRACT_VERSION = "lake.contract-version";

  private final Catalog catalog;

  public BronzeTables(Catalog catalog) {
    this.catalog = catalog;
  }

  public static TableIdentifier identifier(String table) {
    return TableIdentifier.of(NAMESPACE, table);
  }

  /**
   * The bronze table of a contract: made when it is missing, widened when the contract grew.
   *
   * @throws IllegalStateException when the contract changed a column in a way that old files cannot
   *     be read as
   */
  public Table open(TableContract contract) {
    TableIdentifier identifier = identifier(contract.table());
    if (!catalog.tableExists(identifier)) {
      try {
        return create(identifier, contract);
      } catch (AlreadyExistsException e) {
        // Another process was first: its table is the one to use.
        return catalog.loadTable(identifier);
      }
    }
    Table table = catalog.loadTable(identifier);
    if (!contract.version().equals(table.properties().get(CONTRACT_VERSION))) {
      follow(table, contract);
    }
    return table;
  }

  private Table create(TableIdentifier identifier, TableContract contract) {
    Namespaces.ensure(catalog, NAMESPACE);
    Schema schema = BronzeSchema.of(contract);
    Transaction creation =
        catalog
            .buildTable(identifier, schema)
            .withPartitionSpec(BronzeSchema.partitioning(schema))
            .withProperties(BronzeSchema.properties(contract))
            .withProperty(CONTRACT_VERSION, contract.version())
            .createTransaction();
    // The catalog numbers the columns, so the mapping of names to numbers comes after.
    creation
        .updateProperties()
        .set(
            TableProperties.DEFAULT_NAME_MAPPING,
            NameMappingParser.toJson(MappingUtil.create(creation.table().schema())))
        .commit();
    creation.commitTransaction();
    return catalog.loadTable(identifier);
  }

  private static void follow(Table table, TableContract contract) {
    Transaction change = table.newTransaction();
    UpdateSchema update = change.updateSchema();
    StructType wanted = BronzeSchema.of(contract).asStruct().fieldType("after").asStructType();
    for (String image : List.of("before", "after")) {
      StructType present = table.schema().findType(image).asStructType();
      for (NestedField column : wanted.fields()) {
        NestedField known = present.field(column.name());
        if (known == null) {
          update.addColumn(image, column.name(), column.type());
        } else {
          widen(update, contract, image, known, column.type());
        }
      }
    }
    update.commit();
    var properties = change.updateProperties();
    BronzeSchema.properties(contract).forEach(properties::set);
    properties.set(CONTRACT_VERSION, contract.version()).commit();
    change.commitTransaction();
  }

  private static void widen(
      UpdateSchema update, TableContract contract, String image, NestedField known, Type wanted) {
    if (known.type().toString().equals(wanted.toString()) || isSameList(known.type(), wanted)) {
      return;
    }
    if (!wanted.isPrimitiveType()
        || !TypeUtil.isPromotionAllowed(known.type(), wanted.asPrimitiveType())) {
      throw new IllegalStateException(
          "Column "
              + known.name()
              + " of table "
              + contract.table()
              + " is "
              + known.type()
              + " in bronze and the contract now makes it "
              + wanted
              + ", as which landed files cannot be read; give the column its old type, or a new"
              + " name");
    }
    update.updateColumn(image + "." + known.name(), wanted.asPrimitiveType());
  }

  private static boolean isSameList(Type known, Type wanted) {
    return known.isListType()
        && wanted.isListType()
        && known.asListType().elementType().equals(wanted.asListType().elementType());
  }
}
