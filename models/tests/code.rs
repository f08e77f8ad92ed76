//! The code model as a caller sees it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rugrisk_models::{CodeModel, FeatureError, HONEST, WeightsError};

const NO: Option<f64> = Some(0.0);
const YES: Option<f64> = Some(1.0);

/// Weights as a file, from the part that a test is about.
fn file(intercept: &str, calibration: &str, features: &str) -> String {
    format!("rugrisk-code 1 test\nintercept {intercept}\ncalibration {calibration}\n{features}")
}

fn model(text: &str) -> CodeModel {
    CodeModel::load(text.as_bytes()).unwrap()
}

fn shipped() -> CodeModel {
    CodeModel::load(CodeModel::SHIPPED).unwrap()
}

fn two_features() -> CodeModel {
    let features = "mint 750000 250000\npause 300000 500000\n";
    model(&file("-1100000", "2000000 500000", features))
}

#[test]
fn contributions_add_up_to_the_calibrated_log_odds() {
    let model = shipped();
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
    let model = shipped();
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
    let features = "mint 750000 250000\nhonest_books -500000 0\n";
    let model = model(&file("-1100000", "2000000 500000", features));
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
    const MINT: &str = "mint 750000 250000\n";
    const SAME: &str = "1000000 0";
    let refused = |text: &str| CodeModel::load(text.as_bytes()).unwrap_err();
    let good = file("0", SAME, MINT);
    model(&good);
    model(&file("0", SAME, "honest_mint -750000 0\n"));

    assert_eq!(CodeModel::load(&[0xff]), Err(WeightsError::Text));
    let header = WeightsError::Header {
        kind: "rugrisk-code",
    };
    for other in ["rugrisk-code 2", "rugrisk-exit 1"] {
        assert_eq!(refused(&good.replace("rugrisk-code 1", other)), header);
    }
    for end in 0..good.len() {
        assert!(CodeModel::load(&good.as_bytes()[..end]).is_err(), "{end}");
    }
    let at = |line| {
        move |text: &str| match refused(text) {
            WeightsError::Number { line: at } => assert_eq!(at, line, "{text}"),
            other => panic!("{other}: {text}"),
        }
    };
    for intercept in ["", "0.5", "0 0", "99999999999999999999"] {
        at(2)(&file(intercept, SAME, MINT));
    }
    for calibration in ["0 0", "-1 0", "1000000", "1000000 100000001", "100000001 0"] {
        at(3)(&file("0", calibration, MINT));
    }
    for feature in [
        "mint 1\n",
        "mint 1 1000001\n",
        "mint 1 -1\n",
        "mint 100000001 0\n",
        "mint 1 0 0\n",
    ] {
        at(4)(&file("0", SAME, feature));
    }
    for feature in ["mint -1 0\n", "honest_mint 1 0\n"] {
        let direction = WeightsError::Direction { line: 4 };
        assert_eq!(refused(&file("0", SAME, feature)), direction);
    }
    let twice = file("0", SAME, &format!("{MINT}{MINT}"));
    assert_eq!(refused(&twice), WeightsError::Name { line: 5 });
    assert_eq!(
        refused(&file("0", SAME, " 1 0\n")),
        WeightsError::Name { line: 4 }
    );
    assert_eq!(refused(&file("0", SAME, "")), WeightsError::End { line: 3 });
}
