package io.healthfinance.lakehouse.datagen.world;

import io.healthfinance.lakehouse.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drugs of the reference tables {@code rxnorm} and {@code ndc_rxnorm}, by ingredient. */
final class Formulary {
  /** One drug with a product of it. */
  record Drug(
      String rxnorm,
      String name,
      String ingredient,
      String route,
      String schedule,
      String dosage,
      String ndc) {

    boolean asNeeded() {
      return ingredient.equals("albuterol")
          || ingredient.equals("nitroglycerin")
          || ingredient.equals("epinephrine");
    }
  }

  private static final Pattern STRENGTH =
      Pattern.compile("([0-9.]+ (?:MG|UNT)(?:/[A-Z]+)?)", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<Drug>> byIngredient = new HashMap<>();
  private final List<Drug> all = new ArrayList<>();

  static Formulary of(Catalog catalog) {
    Map<String, String> products = new HashMap<>();
    for (Map<String, String> row : ReferenceRows.of(catalog, "ndc_rxnorm")) {
      products.putIfAbsent(row.get("rxnorm_code"), row.get("ndc"));
    }
    Formulary formulary = new Formulary();
    for (Map<String, String> row : ReferenceRows.of(catalog, "rxnorm")) {
      Matcher strength = STRENGTH.matcher(row.get("drug_name"));
      String schedule = row.get("controlled_schedule");
      Drug drug =
          new Drug(
              row.get("rxnorm_code"),
              row.get("drug_name"),
              row.get("ingredient"),
              row.get("route"),
              schedule.isEmpty() ? null : schedule,
              strength.find() ? strength.group(1) : "1 dose",
              products.get(row.get("rxnorm_code")));
      formulary.all.add(drug);
      formulary.byIngredient.computeIfAbsent(drug.ingredient(), i -> new ArrayList<>()).add(drug);
    }
    return formulary;
  }

  List<Drug> all() {
    return all;
  }

  /** One of the strengths in which an ingredient is sold. */
  Drug of(Dice dice, String ingredient) {
    List<Drug> drugs = byIngredient.get(ingredient);
    if (drugs == null) {
      throw new IllegalArgumentException(
          "Reference table rxnorm has no drug with the ingredient " + ingredient);
    }
    return dice.pick(drugs);
  }
}
