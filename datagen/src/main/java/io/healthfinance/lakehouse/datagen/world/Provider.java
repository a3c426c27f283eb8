package io.healthfinance.lakehouse.datagen.world;

/** A clinician of the network. */
record Provider(
    int index,
    String id,
    String userId,
    String npi,
    String firstName,
    String lastName,
    String credential,
    Specialty specialty,
    Facility facility,
    int capacity) {

  String groupName() {
    return facility.name() + " " + specialty.title() + " Group";
  }
}
