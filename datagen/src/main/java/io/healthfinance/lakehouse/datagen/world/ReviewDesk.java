package io.healthfinance.lakehouse.datagen.world;

import java.time.Duration;
import java.time.Instant;

/** Human review service: tasks that a person must look at. */
final class ReviewDesk {
  /** What is to be looked at. */
  record Work(String type, String table, String id, String queue, String priority) {}

  /** Opens a task and has it done; returns its identifier. */
  String open(Journey journey, Work work, Instant at, Dice dice) {
    String id = dice.uuid();
    String staff = journey.network().staffId(dice.between(0, 9));
    Journal.Tracked task =
        journey.insert(
            "review_tasks",
            at.plusMillis(300),
            journey
                .about("task_id", id)
                .with("task_type", work.type())
                .with("source_id", work.id())
                .with("source_table", work.table())
                .with(
                    "priority",
                    dice.chance(0.8) ? work.priority() : dice.pick("LOW", "NORMAL", "URGENT"))
                .with("queue", work.queue())
                .with("opened_at", at)
                .with("due_at", at.plus(Duration.ofDays(3)))
                .with("status", "OPEN"));
    if (dice.chance(0.03)) {
      task.update(at.plus(Duration.ofHours(dice.between(1, 40))), Row.of("status", "CANCELLED"));
      return id;
    }
    Instant taken = at.plus(Duration.ofMinutes(dice.between(20, 2_500)));
    task.update(
        taken,
        Row.of("status", dice.chance(0.7) ? "ASSIGNED" : "IN_REVIEW")
            .with("assignee_user_id", staff)
            .with("assigned_at", taken));
    Instant done = taken.plus(Duration.ofMinutes(dice.between(5, 3_000)));
    task.update(
        done,
        Row.of("status", "COMPLETED")
            .with("completed_at", done)
            .with(
                "outcome",
                dice.pick(
                    "APPROVED",
                    "APPROVED",
                    "APPROVED",
                    "MODIFIED",
                    "REJECTED",
                    "ESCALATED",
                    "DUPLICATE"))
            .with("time_spent_seconds", dice.between(40, 2_400))
            .with("reviewer_comment", dice.chance(0.3) ? "Checked against the record." : null));
    return id;
  }
}
