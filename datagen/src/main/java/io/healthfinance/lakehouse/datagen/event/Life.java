package io.healthfinance.lakehouse.datagen.event;

import java.util.List;

/** All events of one key within the generated period, oldest first; at least one. */
public record Life(TableLayout layout, List<Version> versions) {}
