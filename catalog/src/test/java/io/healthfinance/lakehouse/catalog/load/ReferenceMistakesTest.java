package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.reference.CsvFile;
import io.healthfinance.lakehouse.catalog.reference.ReferenceTable;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceMistakesTest {
  static final String CODES =
      """
      reference: codes
      version: "2026"
      source: Somebody
      description: Codes.
      key: code
      columns:
        code: {type: string, description: Code.}
        title: {type: string, description: Meaning.}
        weight: {type: "decimal(4,2)", description: Weight.}
      """;

  static final String DATA =
      """
      code,title,weight
      A01,"Fever, ""high""\",1.50
      A02,Cough,
      """;

  @TempDir private Path temporary;
  private CatalogFolder folder;

  @BeforeEach
  void aSoundTable() {
    folder =
        new CatalogFolder(temporary)
            .with("reference/codes.yaml", CODES)
            .with("reference/codes.csv", DATA);
    assertThat(folder.load().references()).containsOnlyKeys("codes");
  }

  @Test
  void theDataCanBeReadThroughTheTable() {
    ReferenceTable codes = folder.load().references().get("codes");
    assertThat(CsvFile.read(codes.data()).rows().get(0))
        .containsEntry("title", "Fever, \"high\"")
        .containsEntry("weight", "1.50");
  }

  @Test
  void missingData() {
    folder
        .with("reference/more.yaml", CODES.replace("reference: codes", "reference: more"))
        .assertMistakes()
        .hasMessage(
            "catalog/reference/more.yaml:1: the data file catalog/reference/more.csv is missing");
  }

  @Test
  void headerOfOtherColumns() {
    data("code,name,weight\n")
        .hasMessage(
            "catalog/reference/codes.csv:1: the header is 'code,name,weight' but the columns are"
                + " 'code,title,weight'");
  }

  @Test
  void duplicateKey() {
    data(DATA + "A01,Again,\n")
        .hasMessage("catalog/reference/codes.csv:4: duplicate key 'A01', first at line 2");
  }

  @Test
  void emptyKey() {
    data(DATA + ",Again,\n").hasMessage("catalog/reference/codes.csv:4: key column code is empty");
  }

  @Test
  void cellOfAnotherType() {
    data(DATA + "A03,Heavy,1.505\n")
        .hasMessage(
            "catalog/reference/codes.csv:4: '1.505' in column weight is not of type decimal(4,2)");
  }

  @Test
  void lineOfAnotherWidth() {
    data(DATA + "A03,Too,1,many\n")
        .hasMessage("catalog/reference/codes.csv:4: 4 cells where the header has 3");
  }

  @Test
  void thousandsOfBadCellsAreCutShort() {
    assertThat(DATA).endsWith("\n");
    folder.with("reference/codes.csv", DATA + "A01,Again,\n".repeat(1000));
    folder
        .assertMistakes()
        .satisfies(thrown -> assertThat(thrown.getMessage().lines()).hasSize(21))
        .hasMessageEndingWith("catalog/reference/codes.csv:24: and 980 more of this file");
  }

  @Test
  void unknownAttributeAndType() {
    yaml("version:", "versoin:")
        .hasMessageContaining(
            "catalog/reference/codes.yaml:2: unknown attribute 'versoin'; did you mean 'version'?");
    yaml("code: {type: string", "code: {type: varchar")
        .hasMessageContaining(
            "catalog/reference/codes.yaml:7: unknown type 'varchar' for column code");
  }

  @Test
  void keyOfAMissingColumn() {
    yaml("key: code", "key: cod")
        .hasMessage(
            "catalog/reference/codes.yaml:5: key names a missing column 'cod'; did you mean"
                + " 'code'?");
  }

  private AbstractThrowableAssert<?, ?> data(String csv) {
    return folder.with("reference/codes.csv", csv).assertMistakes();
  }

  private AbstractThrowableAssert<?, ?> yaml(String from, String to) {
    return folder.with("reference/codes.yaml", CODES.replace(from, to)).assertMistakes();
  }
}
