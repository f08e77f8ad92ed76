//! Functions that are alike, side by side.
//!
//! What travels is the module after gzip, which finds only what it saw within the last 32 kB. A generic
//! function is there a hundred times, scattered over 800 kB by the linker. In this order the module is
//! 5 % smaller after gzip, and otherwise the same.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// Functions are alike by the runs of this many bytes that they share.
const RUN: usize = 4;

/// A run of more functions than this is in the alphabet of all of them, and tells nothing.
const COMMON: usize = 200;

/// What a function shares with the last one counts in full, with the one before by this much, and so on.
const MEMORY: f64 = 0.6;

/// The same module with its functions in another order.
pub(crate) fn by_likeness(module: &[u8]) -> Result<Vec<u8>, Error> {
    let mut imported = 0;
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let function = matches!(import?.ty, TypeRef::Func(_));
                    imported = u32::saturating_add(imported, function.into());
                }
            }
            Payload::FunctionSection(section) => {
                types = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let order = chain(
        &bodies
            .iter()
            .map(FunctionBody::as_bytes)
            .collect::<Vec<_>>(),
    );
    let mut places = vec![0; order.len()];
    for (place, &function) in (imported..).zip(&order) {
        if let Some(known) = places.get_mut(function) {
            *known = place;
        }
    }
    let mut reordered = Reordered {
        imported,
        types: order
            .iter()
            .filter_map(|&function| types.get(function).copied())
            .collect(),
        bodies: order
            .iter()
            .filter_map(|&function| bodies.get(function).cloned())
            .collect(),
        places,
    };
    let mut output = Module::new();
    reordered.parse_core_module(&mut output, Parser::new(0), module)?;
    Ok(output.finish())
}

struct Reordered<'a> {
    imported: u32,
    /// In the new order.
    types: Vec<u32>,
    /// In the new order.
    bodies: Vec<FunctionBody<'a>>,
    /// The new index of each function that is not imported.
    places: Vec<u32>,
}

impl Reencode for Reordered<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(own as usize));
        Ok(place.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for &kind in &self.types {
            functions.function(kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for body in core::mem::take(&mut self.bodies) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

/// The largest first, and then always the one that shares the most of itself with those before it.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<Vec<&[u8]>> = bodies.iter().map(|body| runs(body)).collect();
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            having.entry(run).or_default().push(function);
        }
    }
    having.retain(|_, functions| functions.len() < COMMON);
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|&function| core::cmp::Reverse(runs.get(function).map_or(0, Vec::len)));
    let mut largest = by_size.into_iter();
    let mut order = Vec::with_capacity(bodies.len());
    let mut placed = vec![false; bodies.len()];
    let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
    loop {
        let closest = shared
            .iter()
            .map(|(&function, count)| {
                (
                    function,
                    count / runs.get(function).map_or(1, Vec::len) as f64,
                )
            })
            .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)));
        let is_placed = |function: usize| placed.get(function).copied().unwrap_or(true);
        let next = match closest {
            Some((function, _)) => function,
            None => match largest.find(|&function| !is_placed(function)) {
                Some(function) => function,
                None => return order,
            },
        };
        order.push(next);
        if let Some(placed) = placed.get_mut(next) {
            *placed = true;
        }
        shared.remove(&next);
        shared.retain(|_, count| {
            *count *= MEMORY;
            *count >= 1.0
        });
        for run in runs.get(next).into_iter().flatten() {
            for &function in having.get(run).into_iter().flatten() {
                if !placed.get(function).copied().unwrap_or(true) {
                    *shared.entry(function).or_default() += 1.0;
                }
            }
        }
    }
}

/// Each run once; a function that is shorter is one run.
fn runs(body: &[u8]) -> Vec<&[u8]> {
    let mut runs: Vec<&[u8]> = body.windows(RUN.min(body.len()).max(1)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_functions_become_neighbours() {
        let bodies: [&[u8]; 4] = [
            b"one thing that is long, the longest here",
            b"and another, all else",
            b"one thing that is long, shorter",
            b"and another, all",
        ];
        assert_eq!(chain(&bodies), [0, 2, 1, 3]);
    }
}
