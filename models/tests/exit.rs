//! The exit models as a caller sees them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rugrisk_models::{Direction, ExitModel, Holders, Pool, Prediction, Trades, WeightsError};

fn shipped() -> ExitModel {
    ExitModel::load(ExitModel::SHIPPED).unwrap()
}

fn window(scale: f64) -> Trades {
    Trades {
        deposit: Some(4.0 * scale),
        growth: Some(1.5 * scale),
        price: Some(2.0 * scale),
        fall: Some(0.25),
        syncs: Some(90.0 * scale),
        deposits: Some(1.0),
        withdrawals: Some(0.0),
        buys: Some(60.0 * scale),
        sells: Some(25.0 * scale),
        bought: Some(11.0 * scale),
        sold: Some(6.0 * scale),
        largest_buy: Some(1.0),
        blocks: Some(50.0 * scale),
        idle: Some(0.1),
        first_depositor_share: Some(0.5),
        top_share: Some(0.5),
    }
}

fn held() -> Holders {
    Holders {
        creator_pool_share: Some(0.6),
        locked_pool_share: Some(0.3),
        mean_pool_share: Some(0.25),
        pool_share_deviation: Some(0.2),
        burnt_token_share: Some(0.1),
        creator_token_share: Some(0.05),
    }
}

/// Pools of each kind: known, in part, and not at all.
fn pools() -> Vec<Pool> {
    let day = |hour: &Trades, day: &Trades| Pool::Day {
        hour: hour.clone(),
        day: day.clone(),
    };
    let nothing = Trades::default();
    let odd = Trades {
        buys: Some(0.0),
        price: Some(f64::NAN),
        growth: Some(f64::INFINITY),
        deposit: Some(-1e300),
        sells: Some(f64::MAX),
        idle: Some(f64::NEG_INFINITY),
        ..window(1.0)
    };
    vec![
        Pool::Hour(window(1.0)),
        Pool::Hour(odd.clone()),
        Pool::Hour(nothing.clone()),
        day(&window(1.0), &window(3.0)),
        day(&odd, &window(2.0)),
        day(&nothing, &nothing),
        Pool::Holders(held()),
        Pool::Holders(Holders {
            creator_pool_share: Some(6250.0),
            locked_pool_share: Some(-0.76),
            ..held()
        }),
        Pool::Holders(Holders::default()),
    ]
}

fn is_whole(prediction: &Prediction) {
    let sum = prediction
        .contributions
        .iter()
        .fold(prediction.base, |sum, part| sum + part.value);
    assert_eq!(sum.to_bits(), prediction.log_odds.to_bits());
    let [low, high] = prediction.interval;
    assert!(0.0 < low && low < prediction.probability);
    assert!(prediction.probability < high && high < 1.0);
}

#[test]
fn contributions_add_up_and_nothing_breaks_whatever_the_numbers() {
    for pool in pools() {
        let prediction = shipped().predict(&pool);
        is_whole(&prediction);
        assert_eq!(prediction.contributions.len(), pool.features().count());
    }
}

#[test]
fn what_is_missing_adds_nothing_and_widens_the_interval() {
    let width = |pool: &Pool| {
        let [low, high] = shipped().predict(pool).interval;
        high - low
    };
    let known = Pool::Hour(window(1.0));
    for missing in [None, Some(f64::NAN), Some(f64::INFINITY)] {
        let pool = Pool::Hour(Trades {
            idle: missing,
            ..window(1.0)
        });
        let idle = pool
            .features()
            .position(|feature| feature.name == "idle")
            .unwrap();
        let part = shipped().predict(&pool).contributions[idle].value;
        assert_eq!(part.to_bits(), 0.0_f64.to_bits());
        assert!(width(&pool) > width(&known));
    }
}

#[test]
fn what_has_a_direction_keeps_it() {
    let up = |pool: &Pool| {
        pool.features()
            .filter(|feature| feature.direction == Direction::Up)
            .map(|feature| feature.name)
            .collect::<Vec<_>>()
    };
    assert!(up(&Pool::Hour(window(1.0))).contains(&"first_depositor_share"));
    let idle = |idle: f64| {
        let pool = Pool::Hour(Trades {
            idle: Some(idle),
            ..window(1.0)
        });
        shipped().predict(&pool).probability
    };
    for step in 0..50 {
        let share = f64::from(step) / 50.0;
        assert!(idle(share) <= idle(share + 0.02));
    }
}

#[test]
fn weights_that_could_mislead_are_refused() {
    let text = core::str::from_utf8(ExitModel::SHIPPED).unwrap();
    let refused = |text: String| ExitModel::load(text.as_bytes()).unwrap_err();
    let line = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap();
    let with = |name: &str, other: &str| text.replacen(line(name), other, 1);

    assert_eq!(ExitModel::load(&[0xff]), Err(WeightsError::Text));
    assert_eq!(refused(String::new()), WeightsError::Cut);
    assert_eq!(
        refused(text.replace("rugrisk-exit 1", "rugrisk-exit 2")),
        WeightsError::Header {
            kind: "rugrisk-exit"
        }
    );
    assert!(matches!(
        refused(with("reserve ", "other 0 0")),
        WeightsError::Name { .. }
    ));
    assert_eq!(
        refused(with("hour ", "hour 0")),
        WeightsError::Number { line: 2 }
    );
    assert_eq!(
        refused(with("hour ", "hour 0 -1")),
        WeightsError::Number { line: 2 }
    );
    assert!(matches!(
        refused(with("reserve ", "reserve 0 1.5")),
        WeightsError::Number { .. }
    ));
    assert!(matches!(
        refused(with("reserve ", "reserve 0 0 1")),
        WeightsError::Number { .. }
    ));
    assert!(matches!(
        refused(with("reserve ", "reserve 0 999000000")),
        WeightsError::Number { .. }
    ));
    assert!(matches!(
        refused(with("reserve ", "reserve")),
        WeightsError::Knots { .. }
    ));
    assert!(matches!(
        refused(with("reserve ", "reserve 5 0 5 0")),
        WeightsError::Knots { .. }
    ));
    assert!(matches!(
        refused(with("idle ", "idle 0 5 1 4")),
        WeightsError::Direction { .. }
    ));
    assert!(matches!(
        refused(with("sells ", "sells 0 4 1 5")),
        WeightsError::Direction { .. }
    ));
    assert!(matches!(
        refused(format!("{text}more 1\n")),
        WeightsError::End { .. }
    ));
    for end in 0..text.len() {
        assert!(ExitModel::load(&text.as_bytes()[..end]).is_err(), "{end}");
    }
}
