package io.healthfinance.lakehouse.datagen.synthea;

/** Turns the rows of one file of the export into rows of source tables. */
interface Mapping {

  /** Name of the file in the export's folder. */
  String file();

  /** Maps one row: adds the rows it becomes, or says why it becomes none. */
  void map(SyntheaRow row, Target target);

  /** Adds what was held back until the end of the file. */
  default void finish(Target target) {}

  /** Where mapped rows go. */
  interface Target {
    void add(TargetRow row);

    /** The present row has no target; the reason names a kind, never a value of the row. */
    void without(String reason);
  }
}
