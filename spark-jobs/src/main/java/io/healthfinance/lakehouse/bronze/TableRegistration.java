package io.healthfinance.lakehouse.bronze;

import io.healthfinance.lakehouse.bronze.BronzeResult.CopiedFile;
import io.healthfinance.lakehouse.bronze.FileJudge.Judged;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.ops.BronzeFileRow;
import io.healthfinance.lakehouse.ops.RejectedFileRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the new files of one table in one commit. Used once, by one thread. */
final class TableRegistration {

  /** How often a commit is planned anew because another run registered files of the same hours. */
  private static final int ATTEMPTS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(TableRegistration.class);

  private final TableContract contract;
  private final Table table;
  private final FileLedger ledger;
  private final FileJudge judge;
  private final BronzeSettings settings;
  private final Instant now;
  private final String runId;

  private final List<Judged> registered = new ArrayList<>();
  private final List<BronzeFileRow> rows = new ArrayList<>();
  private final List<RejectedFile> rejected = new ArrayList<>();
  private final List<PendingFile> pending = new ArrayList<>();

  TableRegistration(
      TableContract contract,
      Table table,
      FileLedger ledger,
      FileJudge judge,
      BronzeSettings settings,
      Instant now,
      String runId) {
    this.contract = contract;
    this.table = table;
    this.ledger = ledger;
    this.judge = judge;
    this.settings = settings;
    this.now = now;
    this.runId = runId;
  }

  BronzeResult register(List<LandedFile> files) throws IOException {
    List<LandedFile> candidates = new ArrayList<>();
    for (LandedFile file : files) {
      if (isCandidate(file)) {
        candidates.add(file);
      }
    }
    if (!candidates.isEmpty()) {
      registerNew(candidates);
    }
    return new BronzeResult(
        contract.table(),
        registered.size(),
        registered.stream().mapToLong(judged -> judged.footer().rows()).sum(),
        registered.stream().mapToLong(judged -> judged.file().length()).sum(),
        Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId),
        !registered.isEmpty(),
        registered.stream()
            .filter(judged -> !judged.normalised().isEmpty())
            .map(judged -> new CopiedFile(judged.file().location(), judged.normalised()))
            .toList(),
        List.copyOf(rejected),
        List.copyOf(pending),
        judge.drift(),
        Optional.empty());
  }

  /** Rows for {@code ops.bronze_files}. */
  List<BronzeFileRow> registrationRows() {
    return rows;
  }

  /** Rows for {@code ops.rejected_files}. */
  List<RejectedFileRow> rejectionRows() {
    return rejected.stream().map(this::row).toList();
  }

  private boolean isCandidate(LandedFile file) {
    if (ledger.isExcluded(file)) {
      return false;
    }
    Optional<RejectReason> before = ledger.rejection(file, contract.version());
    if (before.isPresent() && before.get() != RejectReason.UNREADABLE) {
      return false;
    }
    Optional<BronzeFileRow> known = ledger.registration(file, table.uuid().toString());
    if (known.isPresent()) {
      recheck(file, known.get());
      return false;
    }
    if (file.hour().isEmpty()) {
      reject(
          file,
          RejectReason.OUTSIDE_HOUR_FOLDER,
          "File "
              + file.location()
              + " lies outside of an hour folder; land it under "
              + contract.table()
              + "/YYYY/MM/dd/hour=HH/");
      return false;
    }
    return true;
  }

  /** A registered file must stay as it was; only its change time may move. */
  private void recheck(LandedFile file, BronzeFileRow known) {
    if (known.length() == file.length() && known.modifiedAt().equals(file.modifiedAt())) {
      return;
    }
    if (known.length() == file.length() && hasChecksum(file, known.footerChecksum())) {
      rows.add(
          row(file, known.dataFile(), known.footerChecksum(), known.events(), known.normalised()));
      return;
    }
    rejectChanged(file);
  }

  private boolean hasChecksum(LandedFile file, String checksum) {
    try {
      return judge.checksum(file).equals(checksum);
    } catch (BadFileException e) {
      // Whatever is wrong with it now, it is not the file that was registered.
      return false;
    }
  }

  private void registerNew(List<LandedFile> candidates) throws IOException {
    Expression hours =
        Expressions.in(
            BronzeSchema.LANDING_HOUR,
            candidates.stream().map(file -> file.hour().orElseThrow()).distinct().toArray());
    for (int attempt = 1; ; attempt++) {
      table.refresh();
      Optional<Long> base = Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId);
      List<Judged> judged = judgeAll(candidates, filesOf(hours));
      List<Judged> additions = judged.stream().filter(file -> !file.isPresent()).toList();
      try {
        commit(additions, hours, base);
      } catch (ValidationException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        continue;
      }
      registered.addAll(additions);
      judged.forEach(file -> rows.add(row(file)));
      return;
    }
  }

  private List<Judged> judgeAll(List<LandedFile> candidates, Set<String> present)
      throws IOException {
    rejected.removeIf(file -> candidates.contains(file.file()));
    pending.clear();
    List<Judged> judged = new ArrayList<>();
    for (LandedFile file : candidates) {
      try {
        judged.add(judge.judge(file, present));
      } catch (BadFileException e) {
        turnAway(file, e);
      }
    }
    return judged;
  }

  private void turnAway(LandedFile file, BadFileException e) {
    LOG.debug("Turned away", e);
    boolean unchangedLongEnough = !file.modifiedAt().plus(settings.pendingFor()).isAfter(now);
    if (e.reason().mayStillBeWritten() && !unchangedLongEnough) {
      pending.add(new PendingFile(file, e.reason(), e.getMessage()));
    } else if (ledger.rejection(file, contract.version()).isEmpty()) {
      reject(file, e.reason(), e.getMessage());
    }
  }

  /**
   * Adds files as an append that fails when another run added files of the same hours meanwhile: a
   * plain append would register them twice.
   */
  private void commit(List<Judged> additions, Expression hours, Optional<Long> base) {
    if (additions.isEmpty()) {
      return;
    }
    OverwriteFiles append =
        table.newOverwrite().conflictDetectionFilter(hours).validateNoConflictingData();
    base.ifPresent(append::validateFromSnapshot);
    additions.forEach(file -> append.addFile(file.dataFile().orElseThrow()));
    append.set("lake.run-id", runId).commit();
  }

  private Set<String> filesOf(Expression hours) {
    Set<String> locations = new HashSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(hours).planFiles()) {
      tasks.forEach(task -> locations.add(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of table " + table.name(), e);
    }
    return locations;
  }

  private void rejectChanged(LandedFile file) {
    reject(
        file,
        RejectReason.FILE_CHANGED,
        "File "
            + file.location()
            + " is registered in table "
            + contract.table()
            + " and its content has changed since; restore the old bytes and land the new ones"
            + " under another name, or take it out with ./lake exclude");
  }

  private void reject(LandedFile file, RejectReason reason, String sentence) {
    rejected.add(new RejectedFile(file, reason, sentence));
  }

  private BronzeFileRow row(Judged judged) {
    return row(
        judged.file(),
        judged.dataLocation(),
        judged.footer().checksum(),
        judged.footer().rows(),
        judged.normalised().isEmpty() ? null : String.join(",", judged.normalised()));
  }

  private BronzeFileRow row(
      LandedFile file, String dataFile, String checksum, long events, String normalised) {
    return new BronzeFileRow(
        file.location(),
        dataFile,
        contract.table(),
        table.uuid().toString(),
        file.hour().orElse(null),
        file.length(),
        file.modifiedAt(),
        checksum,
        events,
        normalised,
        runId,
        now);
  }

  private RejectedFileRow row(RejectedFile file) {
    return new RejectedFileRow(
        file.file().location(),
        contract.table(),
        file.file().hour().orElse(null),
        file.reason().name(),
        file.sentence(),
        file.file().length(),
        file.file().modifiedAt(),
        contract.version(),
        now,
        runId);
  }
}
