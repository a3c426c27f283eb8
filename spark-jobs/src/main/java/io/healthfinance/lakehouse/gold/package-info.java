/** Derived tables: one SELECT each, rendered against pinned inputs, checked and published. */
package io.healthfinance.lakehouse.gold;
