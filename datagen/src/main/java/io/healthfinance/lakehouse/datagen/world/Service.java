package io.healthfinance.lakehouse.datagen.world;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Billable services with their CPT or HCPCS code and what Medicare pays about (Physician Fee
 * Schedule 2024, national, rounded; hospital services as facility charges of this world).
 */
enum Service {
  NEW_OFFICE("99204", "Office visit, new patient, moderate complexity", 165.0, 2.60),
  OFFICE_LOW("99213", "Office visit, established patient, low complexity", 92.0, 1.30),
  OFFICE_MODERATE("99214", "Office visit, established patient, moderate complexity", 130.0, 1.92),
  CONSULTATION("99244", "Office consultation, moderate complexity", 180.0, 2.69),
  WELL_ADULT("99396", "Periodic preventive visit, 40-64 years", 128.0, 1.90),
  WELL_YOUNG("99395", "Periodic preventive visit, 18-39 years", 118.0, 1.75),
  WELL_OLD("99397", "Periodic preventive visit, 65 years and older", 138.0, 2.00),
  WELL_CHILD("99393", "Periodic preventive visit, 5-11 years", 105.0, 1.50),
  PSYCHOTHERAPY("90834", "Psychotherapy, 45 minutes", 104.0, 2.24),
  ECG("93000", "Electrocardiogram, 12 leads, with interpretation", 15.0, 0.17),
  SPIROMETRY("94010", "Spirometry", 27.0, 0.17),
  DEPRESSION_SCREEN("96127", "Brief emotional or behavioral assessment", 5.0, 0.0),
  VENIPUNCTURE("36415", "Collection of venous blood by venipuncture", 9.0, 0.0),
  LAB_HBA1C("83036", "Hemoglobin; glycosylated (A1C)", 9.7, 0.0),
  LAB_METABOLIC("80053", "Comprehensive metabolic panel", 10.6, 0.0),
  LAB_LIPID("80061", "Lipid panel", 13.4, 0.0),
  LAB_COUNT("85025", "Complete blood count with automated differential", 7.8, 0.0),
  EMERGENCY_MODERATE("99284", "Emergency department visit, moderate complexity", 420.0, 2.74),
  EMERGENCY_HIGH("99285", "Emergency department visit, high complexity", 690.0, 4.00),
  HOSPITAL_ADMISSION("99223", "Initial hospital care, high complexity", 180.0, 3.50),
  HOSPITAL_DAY("99232", "Subsequent hospital care, moderate complexity", 80.0, 1.59),
  HOSPITAL_DISCHARGE("99238", "Hospital discharge day, 30 minutes or less", 82.0, 1.50),
  /** Revenue code 0120, for which there is no HCPCS code; the hospital's own charge code. */
  ROOM("UB120", "Room and board in a shared room, per day", 950.0, 0.0),
  OBSERVATION("G0378", "Hospital observation service, per hour", 75.0, 0.0),
  KNEE_REPLACEMENT("27447", "Total knee arthroplasty", 12_600.0, 19.60),
  HIP_REPLACEMENT("27130", "Total hip arthroplasty", 12_900.0, 19.60),
  CORONARY_STENT("92928", "Percutaneous coronary stent placement", 9_800.0, 10.96),
  CHEMOTHERAPY("96413", "Chemotherapy infusion, up to one hour", 140.0, 0.28),
  CHOLECYSTECTOMY("47562", "Laparoscopic cholecystectomy", 5_100.0, 10.47),
  APPENDECTOMY("44970", "Laparoscopic appendectomy", 5_200.0, 9.45),
  MASTECTOMY("19303", "Mastectomy, simple, complete", 6_300.0, 15.00),
  COLECTOMY("44150", "Colectomy, total, abdominal", 14_800.0, 30.18),
  CHEST_XRAY("71046", "Radiologic examination, chest, 2 views", 33.0, 0.18),
  COLONOSCOPY("45378", "Colonoscopy, diagnostic", 350.0, 3.26),
  SCREENING_COLONOSCOPY(
      "G0121", "Colorectal cancer screening; colonoscopy, average risk", 350.0, 3.26),
  SIGMOIDOSCOPY("45330", "Flexible sigmoidoscopy, diagnostic", 190.0, 0.84),
  CT_COLONOGRAPHY("74263", "CT colonography, screening", 720.0, 2.28),
  FIT("82274", "Fecal hemoglobin, immunoassay", 15.9, 0.0),
  FIT_DNA("81528", "Oncology (colorectal) screening, stool DNA", 508.0, 0.0),
  MAMMOGRAM("77067", "Screening mammography, bilateral", 137.0, 0.76),
  LOW_DOSE_CT("71271", "Low dose CT of thorax for lung cancer screening", 145.0, 1.08),
  BONE_DENSITY("77080", "Dual-energy X-ray absorptiometry", 39.0, 0.20),
  CERVICAL_CYTOLOGY("88175", "Cytopathology, cervical or vaginal", 26.6, 0.0),
  HPV_TEST("87624", "HPV, high-risk types", 35.0, 0.0),
  EYE_EXAM("92250", "Fundus photography", 37.0, 0.40),
  FLU_VACCINE("90686", "Influenza vaccine, quadrivalent, preservative free", 22.0, 0.0),
  VACCINE_ADMINISTRATION("90471", "Immunization administration, one vaccine", 20.0, 0.17),
  REMOTE_MONITORING("99454", "Remote monitoring device supply, 30 days", 47.0, 0.0);

  private final String code;
  private final String title;
  private final BigDecimal medicare;
  private final double workRvu;

  Service(String code, String title, double medicare, double workRvu) {
    this.code = code;
    this.title = title;
    this.medicare = BigDecimal.valueOf(medicare).setScale(2, RoundingMode.HALF_UP);
    this.workRvu = workRvu;
  }

  String code() {
    return code;
  }

  String title() {
    return title;
  }

  double workRvu() {
    return workRvu;
  }

  boolean isHcpcs() {
    return code.charAt(0) == 'G';
  }

  /** List price: about 2.4 times what Medicare pays (KFF hospital price studies). */
  BigDecimal listPrice() {
    return medicare.multiply(BigDecimal.valueOf(2.4)).setScale(2, RoundingMode.HALF_UP);
  }

  BigDecimal allowed(Payer payer) {
    return payer == Payer.SELF_PAY ? listPrice() : payer.allowed(medicare);
  }
}
