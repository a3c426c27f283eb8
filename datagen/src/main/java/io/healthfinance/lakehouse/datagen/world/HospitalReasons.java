package io.healthfinance.lakehouse.datagen.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What brings people of an age and with given conditions to a hospital. The order of the reasons
 * follows AHRQ HCUP (most frequent principal diagnoses of stays) and NHAMCS (emergency visits); the
 * weights are rounded by this project.
 */
final class HospitalReasons {
  private static final Diagnosis RESPIRATORY_INFECTION =
      new Diagnosis("J06.9", "Acute upper respiratory infection, unspecified");
  private static final Diagnosis ABDOMINAL_PAIN =
      new Diagnosis("R10.9", "Unspecified abdominal pain");
  private static final Diagnosis GASTROENTERITIS =
      new Diagnosis("A08.4", "Viral intestinal infection, unspecified");
  private static final Diagnosis URINARY_INFECTION =
      new Diagnosis("N39.0", "Urinary tract infection, site not specified");
  private static final Diagnosis PNEUMONIA =
      new Diagnosis("J18.9", "Pneumonia, unspecified organism");
  private static final Diagnosis APPENDICITIS =
      new Diagnosis("K35.80", "Unspecified acute appendicitis");
  private static final Diagnosis SEPSIS = new Diagnosis("A41.9", "Sepsis, unspecified organism");
  private static final Diagnosis CELLULITIS =
      new Diagnosis("L03.115", "Cellulitis of right lower limb");
  private static final Diagnosis PANCREATITIS =
      new Diagnosis("K85.90", "Acute pancreatitis without necrosis or infection, unspecified");
  private static final Diagnosis BLEEDING =
      new Diagnosis("K92.2", "Gastrointestinal hemorrhage, unspecified");
  private static final Diagnosis GALLSTONES =
      new Diagnosis(
          "K80.00", "Calculus of gallbladder with acute cholecystitis without obstruction");
  private static final Diagnosis DIVERTICULITIS =
      new Diagnosis(
          "K57.32",
          "Diverticulitis of large intestine without perforation or abscess without bleeding");
  private static final Diagnosis EMBOLISM =
      new Diagnosis("I26.99", "Other pulmonary embolism without acute cor pulmonale");
  private static final Diagnosis STROKE =
      new Diagnosis("I63.9", "Cerebral infarction, unspecified");
  private static final Diagnosis HIP_FRACTURE =
      new Diagnosis(
          "S72.001A",
          "Fracture of unspecified part of neck of right femur, initial encounter for closed"
              + " fracture");
  private static final Diagnosis SPRAIN =
      new Diagnosis("S93.401A", "Sprain of unspecified ligament of right ankle, initial encounter");
  private static final Diagnosis LACERATION =
      new Diagnosis(
          "S01.81XA", "Laceration without foreign body of other part of head, initial encounter");
  private static final Diagnosis WRIST_FRACTURE =
      new Diagnosis(
          "S52.501A",
          "Unspecified fracture of the lower end of right radius, initial encounter for closed"
              + " fracture");

  private static final Weighted<Diagnosis> CHILD_EMERGENCIES =
      Weighted.of(RESPIRATORY_INFECTION, 22)
          .or(new Diagnosis("R50.9", "Fever, unspecified"), 14)
          .or(new Diagnosis("H66.90", "Otitis media, unspecified, unspecified ear"), 10)
          .or(LACERATION, 10)
          .or(WRIST_FRACTURE, 8)
          .or(GASTROENTERITIS, 10)
          .or(ABDOMINAL_PAIN, 6);

  private static final Weighted<Diagnosis> EMERGENCIES =
      Weighted.of(new Diagnosis("R07.9", "Chest pain, unspecified"), 12)
          .or(ABDOMINAL_PAIN, 12)
          .or(RESPIRATORY_INFECTION, 9)
          .or(SPRAIN, 8)
          .or(new Diagnosis("R51.9", "Headache, unspecified"), 6)
          .or(URINARY_INFECTION, 6)
          .or(new Diagnosis("M54.50", "Low back pain, unspecified"), 8)
          .or(LACERATION, 6)
          .or(new Diagnosis("R42", "Dizziness and giddiness"), 5)
          .or(new Diagnosis("R55", "Syncope and collapse"), 4)
          .or(new Diagnosis("N20.0", "Calculus of kidney"), 4)
          .or(GASTROENTERITIS, 4)
          .or(WRIST_FRACTURE, 3);

  private static final Weighted<Diagnosis> CHILD_ADMISSIONS =
      Weighted.of(PNEUMONIA, 10)
          .or(APPENDICITIS, 8)
          .or(new Diagnosis("E86.0", "Dehydration"), 6)
          .or(new Diagnosis("N10", "Acute pyelonephritis"), 4)
          .or(SEPSIS, 2);

  private static final Weighted<Diagnosis> ADULT_ADMISSIONS =
      Weighted.of(SEPSIS, 12)
          .or(PANCREATITIS, 6)
          .or(GALLSTONES, 7)
          .or(APPENDICITIS, 6)
          .or(CELLULITIS, 7)
          .or(PNEUMONIA, 4)
          .or(DIVERTICULITIS, 5)
          .or(new Diagnosis("N10", "Acute pyelonephritis"), 2)
          .or(EMBOLISM, 3)
          .or(STROKE, 2);

  private static final Weighted<Diagnosis> OLD_ADMISSIONS =
      Weighted.of(SEPSIS, 16)
          .or(PNEUMONIA, 6)
          .or(STROKE, 7)
          .or(HIP_FRACTURE, 6)
          .or(BLEEDING, 5)
          .or(URINARY_INFECTION, 3)
          .or(DIVERTICULITIS, 4)
          .or(CELLULITIS, 4)
          .or(EMBOLISM, 4)
          .or(new Diagnosis("J96.01", "Acute respiratory failure with hypoxia"), 4)
          .or(GALLSTONES, 3);

  /** The acute form of a condition and how strongly it draws people to the hospital. */
  private record Own(double weight, Weighted<Diagnosis> forms) {}

  private static final Map<Chronic, Own> OWN = new EnumMap<>(Chronic.class);

  static {
    own(
        Chronic.HEART_FAILURE,
        5,
        Weighted.of(
            new Diagnosis("I50.23", "Acute on chronic systolic (congestive) heart failure"), 1));
    own(
        Chronic.COPD,
        3,
        Weighted.of(
                new Diagnosis(
                    "J44.1", "Chronic obstructive pulmonary disease with (acute) exacerbation"),
                3)
            .or(
                new Diagnosis(
                    "J44.0",
                    "Chronic obstructive pulmonary disease with (acute) lower respiratory"
                        + " infection"),
                1));
    own(
        Chronic.ASTHMA,
        3.5,
        Weighted.of(
            new Diagnosis("J45.41", "Moderate persistent asthma with (acute) exacerbation"), 1));
    // In the proportions of the AHRQ indicators PQI 01, 03, 14 and 16.
    own(
        Chronic.DIABETES,
        2.5,
        Weighted.of(new Diagnosis("E11.65", "Type 2 diabetes mellitus with hyperglycemia"), 6)
            .or(
                new Diagnosis("E11.10", "Type 2 diabetes mellitus with ketoacidosis without coma"),
                5)
            .or(
                new Diagnosis(
                    "E11.00",
                    "Type 2 diabetes mellitus with hyperosmolarity without nonketotic"
                        + " hyperglycemic-hyperosmolar coma (NKHHC)"),
                3)
            .or(new Diagnosis("E11.621", "Type 2 diabetes mellitus with foot ulcer"), 6)
            .or(
                new Diagnosis(
                    "E11.52",
                    "Type 2 diabetes mellitus with diabetic peripheral angiopathy with gangrene"),
                3)
            .or(
                new Diagnosis("E11.649", "Type 2 diabetes mellitus with hypoglycemia without coma"),
                3));
    own(Chronic.HYPERTENSION, 0.2, Weighted.of(new Diagnosis("I16.0", "Hypertensive urgency"), 1));
    own(
        Chronic.CORONARY_DISEASE,
        3,
        Weighted.of(new Diagnosis("I21.4", "Non-ST elevation (NSTEMI) myocardial infarction"), 1));
    own(
        Chronic.KIDNEY_DISEASE,
        2,
        Weighted.of(new Diagnosis("N17.9", "Acute kidney failure, unspecified"), 1));
  }

  /** Pull of everything that befalls people whatever they suffer from. */
  private static final double GENERAL = 4.5;

  private HospitalReasons() {}

  private static void own(Chronic condition, double weight, Weighted<Diagnosis> forms) {
    OWN.put(condition, new Own(weight, forms));
  }

  /** Why a person of this age comes to the emergency department. */
  static Diagnosis emergency(int age, Dice dice) {
    return dice.pick(age < 18 ? CHILD_EMERGENCIES : EMERGENCIES);
  }

  /** Why a person is admitted without a plan. */
  static Diagnosis admission(int age, Health health, Dice dice) {
    Weighted<Optional<Chronic>> pull = Weighted.of(Optional.empty(), GENERAL);
    for (Chronic condition : health.onset().keySet()) {
      if (OWN.containsKey(condition)) {
        pull.or(Optional.of(condition), OWN.get(condition).weight());
      }
    }
    return dice.pick(pull)
        .map(condition -> dice.pick(OWN.get(condition).forms()))
        .orElseGet(
            () ->
                dice.pick(
                    age < 18 ? CHILD_ADMISSIONS : age < 65 ? ADULT_ADMISSIONS : OLD_ADMISSIONS));
  }

  /** Why a person is admitted with a plan, if anything calls for it. */
  static Optional<Diagnosis> planned(Health health) {
    if (health.has(Chronic.OSTEOARTHRITIS)) {
      return Optional.of(new Diagnosis("M17.11", "Unilateral primary osteoarthritis, right knee"));
    }
    if (health.has(Chronic.CORONARY_DISEASE)) {
      return Optional.of(Diagnosis.of(Chronic.CORONARY_DISEASE));
    }
    return health.onset().keySet().stream()
        .filter(Chronic::isCancer)
        .findFirst()
        .map(Diagnosis::of);
  }
}
