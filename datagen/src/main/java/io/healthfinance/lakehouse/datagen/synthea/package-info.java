/** Import of Synthea's CSV export into the landing of the source tables. */
package io.healthfinance.lakehouse.datagen.synthea;
