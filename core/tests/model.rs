//! The engine and the shipped model speak of the same features.

use rugrisk::score::features::FEATURES;
use rugrisk_models::CodeModel;

#[test]
fn the_shipped_weights_are_those_of_the_engines_features_in_their_order() {
    let model = CodeModel::shipped();
    let asked: Vec<&str> = FEATURES.iter().map(|feature| feature.name).collect();
    assert_eq!(
        model.features(),
        asked,
        "write the table and train again: models/README.md has the two commands"
    );
}
