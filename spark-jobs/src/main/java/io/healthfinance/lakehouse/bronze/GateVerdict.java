package io.healthfinance.lakehouse.bronze;

import java.util.List;

/** What the footer gate decides about a file. */
sealed interface GateVerdict {

  /** The file is registered where it lies. */
  record Accept() implements GateVerdict {}

  /** The file holds the contract's facts in another form: a normalised copy is registered. */
  record Normalise(List<String> reasons) implements GateVerdict {}

  /** The table first needs these columns; then the file is judged again. */
  record Evolve(List<NewField> fields) implements GateVerdict {}

  /** The file stays outside. */
  record Reject(RejectReason reason, String sentence) implements GateVerdict {}
}
