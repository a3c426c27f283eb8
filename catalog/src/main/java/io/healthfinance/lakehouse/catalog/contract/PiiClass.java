package io.healthfinance.lakehouse.catalog.contract;

/**
 * How a column relates to a person. The order is strictness: a derived column takes the strictest
 * class of its sources unless its YAML lowers it with a reason.
 */
public enum PiiClass {
  /** Says nothing that identifies a person on its own. */
  NONE(SilverForm.CLEAR),
  /** Identifies in combination: birth date, ZIP code, rare attributes. */
  QUASI(SilverForm.CLEAR),
  /** A person's name. */
  NAME(SilverForm.CLEAR_AND_TOKEN),
  /** Phone or e-mail. */
  CONTACT(SilverForm.CLEAR_AND_TOKEN),
  /** Street-level address. */
  ADDRESS(SilverForm.CLEAR_AND_TOKEN),
  /** Medical record, policy or member number. */
  RECORD_NUMBER(SilverForm.CLEAR_AND_TOKEN),
  /** Social security number or similar: silver holds the token only. */
  NATIONAL_ID(SilverForm.TOKEN),
  /** Narrative that may hold anything: stays in bronze. */
  FREE_TEXT(SilverForm.ABSENT);

  /** What silver stores for a column of this class. */
  public enum SilverForm {
    CLEAR,
    CLEAR_AND_TOKEN,
    TOKEN,
    ABSENT
  }

  private final SilverForm silverForm;

  PiiClass(SilverForm silverForm) {
    this.silverForm = silverForm;
  }

  public SilverForm silverForm() {
    return silverForm;
  }

  public boolean hasToken() {
    return silverForm == SilverForm.CLEAR_AND_TOKEN || silverForm == SilverForm.TOKEN;
  }

  public boolean isClear() {
    return silverForm == SilverForm.CLEAR || silverForm == SilverForm.CLEAR_AND_TOKEN;
  }
}
