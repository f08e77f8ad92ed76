//! What a real EVM stores under random inputs, against where the engine says that functions store.
//!
//! A function that was followed to its end may store nowhere else, and one that changes nothing
//! may not store at all.

use std::collections::BTreeMap;
use std::error::Error;

use revm::bytecode::opcode;
use rugrisk::code::{CodeFacts, Completeness, Entry, Written, analyze, writes};
use rugrisk::{Address, Selector, SortedMap, SortedSet, U256};
use rugrisk_tests::artifacts::Artifacts;
use rugrisk_tests::hostile::random_instructions;

use crate::arguments::{self, encode};
use crate::effect::is_entry;
use crate::evm::{Call, Outcome, World};
use crate::scene::{DEPLOYER, FRIEND, HOLDER, Scene, bytes};

/// Random calls of each function.
const CALLS: usize = 12;
/// Combinations of arguments of which each call takes one.
const COMBINATIONS: usize = 64;
/// Random programs, and how long they are.
const PROGRAMS: u64 = 1_500;
const PROGRAM_BYTES: usize = 72;
/// Where an immutable address is in the compiled contracts.
const IMMUTABLE: u64 = 0x0a_11ce;

#[test]
fn contracts_store_only_where_it_is_said() -> Result<(), Box<dyn Error>> {
    let artifacts = Artifacts::load()?;
    let mut tally = Tally::default();
    let mut builds: BTreeMap<&str, usize> = BTreeMap::new();
    for (contract, build, artifact) in artifacts.all() {
        // Each contract under every fourth build, the first among them.
        let nth = builds.entry(contract).or_default();
        *nth += 1;
        if *nth % 4 != 1 {
            continue;
        }
        let Some(code) = bytes(&artifact.runtime) else {
            continue;
        };
        let signatures = artifact.methods.iter();
        let functions = signatures
            .map(|(signature, selector)| (*selector, arguments::types(signature)))
            .collect();
        let scene = Scene::of(World::new(), &code, functions);
        tally.contract(&format!("{contract} {build}"), &scene, &code);
    }
    tally.end();
    Ok(())
}

#[test]
fn random_programs_store_only_where_it_is_said() {
    let mut tally = Tally::default();
    for seed in 0..PROGRAMS {
        let code = random_instructions(PROGRAM_BYTES, seed);
        let scene = Scene::of(World::new(), &code, BTreeMap::new());
        let label = format!("program {}", rugrisk::Bytes::copy_from_slice(&code));
        tally.contract(&label, &scene, &code);
    }
    tally.end();
}

/// What was seen.
#[derive(Default)]
struct Tally {
    calls: usize,
    stores: usize,
    checked: usize,
    failures: Vec<String>,
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

impl Tally {
    fn contract(&mut self, label: &str, scene: &Scene, code: &[u8]) {
        let (facts, places) = (analyze(code), writes(code));
        let mut dice = Dice(code.len() as u64);
        for (selector, types) in &scene.functions {
            let choices = scene.palette.combinations(types, COMBINATIONS);
            for _ in 0..CALLS {
                let arguments = &choices[dice.below(choices.len())];
                let data = [selector.to_vec(), encode(arguments)].concat();
                self.call(label, scene, &facts, &places, data, &mut dice);
            }
        }
        for _ in 0..CALLS {
            let data = (0..dice.below(100))
                .map(|_| [0, 1, 0x44, 0xff][dice.below(4)])
                .collect();
            self.call(label, scene, &facts, &places, data, &mut dice);
        }
    }

    fn call(
        &mut self,
        label: &str,
        scene: &Scene,
        facts: &CodeFacts,
        places: &SortedMap<Entry, SortedSet<Written>>,
        data: Vec<u8>,
        dice: &mut Dice,
    ) {
        let callers = [
            DEPLOYER,
            HOLDER,
            FRIEND,
            Address::from_word(U256::from(IMMUTABLE).into()),
        ];
        let mut world = World::littered(litter(&callers), dice.below(1 << 30) as u64);
        world.install(scene.contract, &scene.code);
        let from = callers[dice.below(callers.len())];
        let coin = U256::from(10).pow(U256::from(20));
        world.fund(from, coin);
        let value = U256::from([0, 0, 0, 1_000][dice.below(4)]);
        let call = Call {
            from,
            to: scene.contract,
            data,
            value,
        };
        let outcome = world.call(&call);
        self.calls += 1;
        if !outcome.success {
            return;
        }
        let selector = call.data.get(..4).map(Selector::from_slice);
        let entry = selector
            .map(Entry::Selector)
            .filter(|entry| places.contains_key(entry));
        let entry = entry.unwrap_or(Entry::Fallback);
        if let Some(complaint) = self.complaint(scene, facts, places, entry, &outcome) {
            let data = rugrisk::Bytes::copy_from_slice(&call.data);
            self.failures.push(format!(
                "{label}: {entry} {complaint}, with {data} from {from}"
            ));
        }
    }

    fn complaint(
        &mut self,
        scene: &Scene,
        facts: &CodeFacts,
        places: &SortedMap<Entry, SortedSet<Written>>,
        entry: Entry,
        outcome: &Outcome,
    ) -> Option<String> {
        let function = facts
            .functions
            .iter()
            .find(|function| function.entry == entry)?;
        // What was not followed to the end may do anything; so may what the dispatcher hides.
        if function.completeness != Completeness::Complete
            || (entry == Entry::Fallback && facts.coverage.dispatcher.is_some())
        {
            return None;
        }
        let own = |step: &&crate::evm::Step| step.depth == 1 && step.code == scene.contract;
        let steps: Vec<_> = outcome.trace.steps.iter().filter(own).collect();
        if !function.changes_state && !steps.is_empty() {
            return Some(format!("changes nothing, but executes {:#x}", steps[0].op));
        }
        let places = places.get(&entry)?;
        for step in steps.iter().filter(|step| step.op == opcode::SSTORE) {
            self.stores += 1;
            let slot = step.top[0];
            let known = places.iter().any(|place| match place {
                Written::Slot(known) => known.0 == slot,
                Written::Entry(mapping) => is_entry(outcome, slot, *mapping),
                Written::Elsewhere => true,
            });
            if !known {
                return Some(format!(
                    "stores to {slot:#x} at {}, not among {places:?}",
                    step.offset
                ));
            }
            self.checked += usize::from(!places.contains(&Written::Elsewhere));
        }
        None
    }

    fn end(self) {
        let Self {
            calls,
            stores,
            checked,
            failures,
        } = self;
        println!("{calls} calls, {stores} stores, {checked} of them at places that are named");
        assert!(
            failures.is_empty(),
            "{} failures:\n{}",
            failures.len(),
            failures.join("\n")
        );
        assert!(checked > 0, "nothing was stored");
    }
}

/// Words that storage may hold: often nothing, often somebody who takes part.
fn litter(accounts: &[Address]) -> Vec<U256> {
    let numbers = [0, 0, 0, 0, 0, 1, 1, 1, 2, 1_000, u64::MAX];
    let numbers = numbers.into_iter().map(U256::from);
    let people = accounts
        .iter()
        .map(|account| U256::from_be_bytes(account.into_word().0));
    numbers
        .chain(people)
        .chain([U256::MAX, U256::from(10).pow(U256::from(24))])
        .collect()
}
