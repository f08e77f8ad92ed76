//! JSON Schemas of the documents, and the TypeScript types made from them.

use std::path::Path;

use rugrisk::transaction::TransactionRisk;
use rugrisk::{Evidence, Report};
use schemars::transform::RemoveRefSiblings;
use schemars::{JsonSchema, generate::SchemaSettings};

use crate::failure::BuildError;
use crate::run;

/// Writes the schemas of the report, the evidence and the transaction to `dist`, and their types beside them.
pub(crate) fn write(package: &Path, dist: &Path) -> Result<(), BuildError> {
    document::<Report>(&dist.join("report.schema.json"))?;
    document::<Evidence>(&dist.join("evidence.schema.json"))?;
    document::<TransactionRisk>(&dist.join("transaction.schema.json"))?;
    run::npm(package, &["run", "--silent", "types"])
}

fn document<T: JsonSchema>(path: &Path) -> Result<(), BuildError> {
    // What is written, rather than what is accepted: fields that may be null are always there.
    let schema = SchemaSettings::draft2020_12()
        .for_serialize()
        // A described field of a named type would get a type of its own in TypeScript.
        .with_transform(RemoveRefSiblings::default())
        .into_generator()
        .into_root_schema_for::<T>();
    let text = serde_json::to_string_pretty(&schema)?;
    std::fs::write(path, text + "\n").map_err(BuildError::file(path))
}
