//! The code model as a caller sees it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rugrisk_models::{CodeModel, FeatureError, HONEST, WeightsError};

const NO: Option<f64> = Some(0.0);
const YES: Option<f64> = Some(1.0);

/// Weights as a file, from the part that a test is about.
fn file(schema: u32, intercept: &str, slope: &str, features: &str) -> String {
    format!(
        r#"{{"schema": {schema}, "version": "test", "intercept": {intercept},
            "calibration": {{"slope": {slope}, "intercept": 0.5}}, "features": [{features}]}}"#
    )
}

fn two_features() -> CodeModel {
    let features = r#"{"name": "mint", "weight": 0.75, "prior": 0.25},
                      {"name": "pause", "weight": 0.3, "prior": 0.5}"#;
    CodeModel::from_json(&file(1, "-1.1", "2.0", features)).unwrap()
}

#[test]
fn the_shipped_model_is_the_one_in_the_weights_file() {
    let file = CodeModel::from_json(include_str!("../weights/code.json")).unwrap();
    assert_eq!(CodeModel::shipped(), file);
}

#[test]
fn contributions_add_up_to_the_calibrated_log_odds() {
    let model = CodeModel::shipped();
    let features = model.features().len();
    for pattern in 0..1_u32 << 12 {
        let answers: Vec<_> = (0..features)
            .map(|feature| match (pattern >> (feature % 12)) & 1 {
                0 if feature % 3 == 0 => None,
                bit => Some(f64::from(bit)),
            })
            .collect();
        let prediction = model.predict(&answers).unwrap();
        let sum = prediction
            .contributions
            .iter()
            .fold(prediction.base, |sum, part| sum + part.value);
        assert_eq!(sum.to_bits(), prediction.log_odds.to_bits());
        assert_eq!(prediction.contributions.len(), features);
    }
}

#[test]
fn the_calibration_is_in_the_log_odds() {
    let prediction = two_features().predict(&[YES, NO]).unwrap();
    let close = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-15);
    close(prediction.base, 2.0 * -1.1 + 0.5);
    close(prediction.contributions[0].value, 1.5);
    close(prediction.log_odds, -0.2);
    close(prediction.probability, 1.0 / (1.0 + 0.2_f64.exp()));
}

#[test]
fn a_yes_to_risk_never_lowers_the_probability_and_one_to_honesty_never_raises_it() {
    let model = CodeModel::shipped();
    let features = model.features().len();
    for feature in 0..features {
        for others in [NO, YES, None] {
            let mut answers = vec![others; features];
            let mut probability = |answer| {
                answers[feature] = answer;
                model.predict(&answers).unwrap().probability
            };
            let [no, unknown, yes] = [NO, None, YES].map(&mut probability);
            let name = &model.features()[feature];
            if name.starts_with(HONEST) {
                assert!(yes <= unknown && unknown <= no, "{name}");
            } else {
                assert!(no <= unknown && unknown <= yes, "{name}");
            }
        }
    }
}

#[test]
fn a_missing_answer_is_not_safe_and_widens_the_interval() {
    let model = two_features();
    let probability = |answers: [Option<f64>; 2]| model.predict(&answers).unwrap().probability;
    for missing in [None, Some(f64::NAN)] {
        let prediction = model.predict(&[missing, YES]).unwrap();
        assert_eq!(
            prediction.interval.map(f64::to_bits),
            [probability([NO, YES]), probability([YES, YES])].map(f64::to_bits)
        );
        assert!((prediction.contributions[0].value - 1.5 * 0.25).abs() < 1e-15);
        assert!(prediction.interval[0] < prediction.probability);
        assert!(prediction.probability < prediction.interval[1]);
    }
    let known = model.predict(&[NO, YES]).unwrap();
    assert_eq!(
        known.interval.map(f64::to_bits),
        [known.probability; 2].map(f64::to_bits)
    );
}

#[test]
fn what_is_not_known_to_be_honest_lowers_nothing() {
    let features = r#"{"name": "mint", "weight": 0.75, "prior": 0.25},
                      {"name": "honest_books", "weight": -0.5, "prior": 0}"#;
    let model = CodeModel::from_json(&file(1, "-1.1", "2.0", features)).unwrap();
    let predict = |answers: [Option<f64>; 2]| model.predict(&answers).unwrap();
    let [dishonest, unknown, honest] = [NO, None, YES].map(|books| predict([YES, books]));
    assert_eq!(
        unknown.probability.to_bits(),
        dishonest.probability.to_bits()
    );
    assert!(honest.probability < unknown.probability);
    assert_eq!(
        unknown.interval.map(f64::to_bits),
        [honest.probability, dishonest.probability].map(f64::to_bits)
    );
    let nothing = predict([None, None]);
    assert_eq!(
        nothing.interval.map(f64::to_bits),
        [predict([NO, YES]), predict([YES, NO])].map(|end| end.probability.to_bits())
    );
}

#[test]
fn answers_that_fit_no_feature_are_refused() {
    let model = two_features();
    assert_eq!(
        model.predict(&[YES]),
        Err(FeatureError::WrongLength {
            expected: 2,
            actual: 1
        })
    );
    for value in [-0.1, 1.1, f64::INFINITY] {
        assert_eq!(
            model.predict(&[NO, Some(value)]),
            Err(FeatureError::OutOfRange { feature: 1, value })
        );
    }
}

#[test]
fn the_exponential_gives_the_same_bits_on_every_platform() {
    // Written down from one platform; every other must agree.
    let bits = [[NO, NO], [YES, NO], [NO, YES], [YES, YES], [None, None]].map(|answers| {
        two_features()
            .predict(&answers)
            .unwrap()
            .probability
            .to_bits()
    });
    assert_eq!(
        bits,
        [
            0x3fc3_c584_8ef3_6c9d,
            0x3fdc_cf85_10d4_17d8,
            0x3fcf_f77a_137c_dbf9,
            0x3fe3_2873_0616_74b1,
            0x3fd0_e645_4a5c_3a55,
        ]
    );
}

#[test]
fn weights_that_could_mislead_are_refused() {
    let mint = r#"{"name": "mint", "weight": 0.75, "prior": 0.25}"#;
    let refused = |text: &str| CodeModel::from_json(text).unwrap_err();
    assert!(CodeModel::from_json(&file(1, "0", "1", mint)).is_ok());

    assert!(matches!(
        refused(&file(2, "0", "1", mint)),
        WeightsError::Schema {
            expected: 1,
            actual: 2
        }
    ));
    assert!(matches!(
        refused(&file(1, "0", "1", "")),
        WeightsError::Empty
    ));
    assert!(matches!(
        refused(&file(1, "0", "1", &format!("{mint}, {mint}"))),
        WeightsError::Repeated { feature: 1 }
    ));
    assert!(matches!(
        refused(&file(1, "0", "1", &mint.replace("0.75", "-0.75"))),
        WeightsError::Weight { feature: 0, .. }
    ));
    let honest = mint.replace("mint", "honest_mint");
    assert!(CodeModel::from_json(&file(1, "0", "1", &honest.replace("0.75", "-0.75"))).is_ok());
    assert!(matches!(
        refused(&file(1, "0", "1", &honest)),
        WeightsError::Weight { feature: 0, .. }
    ));
    assert!(matches!(
        refused(&file(1, "0", "1", &mint.replace("0.25", "1.25"))),
        WeightsError::Prior { feature: 0, .. }
    ));
    assert!(matches!(
        refused(&file(1, "1e300", "1", mint)),
        WeightsError::Intercept { .. }
    ));
    for slope in ["0", "-1", "1e300"] {
        assert!(matches!(
            refused(&file(1, "0", slope, mint)),
            WeightsError::Calibration { .. }
        ));
    }
    for text in [
        "",
        "{}",
        &file(1, "null", "1", mint),
        &file(1, "1e999", "1", mint),
        &file(1, "0", "1", r#"{"name": "mint", "weight": 0.75}"#),
    ] {
        assert!(matches!(refused(text), WeightsError::Format(_)), "{text}");
    }
}
