//! Every power that a firing case reports, used in a real EVM by those who have it, and tried by
//! those who have it not.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;

use rugrisk::code::{Capability, Guard, Power};
use rugrisk::{Address, FindingId, Report, RuntimeCode, Selector, Slot, U256};
use rugrisk_tests::accuracy::names::selector;
use rugrisk_tests::artifacts::Artifacts;
use rugrisk_tests::chain::Chain;
use rugrisk_tests::corpus::{Case, Corpus, First};

use crate::effect::Before;
use crate::evm::{Call, World};
use crate::scene::{self, DEPLOYER, HOLDER, STRANGER, Scene, bytes, calldata};

/// Calls of one function that are tried at most.
const MOST_CALLS: usize = 96;
/// The same where another call comes first.
const MOST_CALLS_AFTER: usize = 24;
/// Calls of each function that may come first.
const MOST_PREPARATIONS: usize = 12;

#[test]
fn every_reported_power_works_for_those_who_have_it_and_for_nobody_else()
-> Result<(), Box<dyn Error>> {
    let mut bench = Bench {
        artifacts: Artifacts::load()?,
        scenes: BTreeMap::new(),
        reports: BTreeMap::new(),
        tried: BTreeSet::new(),
        shown: 0,
        not_executed: Vec::new(),
        failures: String::new(),
    };
    for &id in FindingId::ALL {
        for case in Corpus::load(id)?.fires {
            bench.case(id, &case)?;
        }
    }
    println!("{} powers shown by execution", bench.shown);
    println!("{} cases are not executed:", bench.not_executed.len());
    for reason in &bench.not_executed {
        println!("  {reason}");
    }
    assert!(bench.failures.is_empty(), "\n{}", bench.failures);
    assert!(bench.shown > 0, "no case reports a power");
    Ok(())
}

struct Bench {
    artifacts: Artifacts,
    /// Contracts as they were deployed, by contract and build.
    scenes: BTreeMap<(String, String), Vec<Scene>>,
    /// What is said about code alone.
    reports: BTreeMap<Vec<u8>, Report>,
    /// What was shown before: several findings may stand on one power.
    tried: BTreeSet<(String, Power)>,
    shown: usize,
    not_executed: Vec<String>,
    failures: String,
}

impl Bench {
    fn case(&mut self, id: FindingId, case: &Case) -> Result<(), Box<dyn Error>> {
        if let Some(reason) = &case.not_executed {
            let subject = case.contract.as_deref().unwrap_or("literal code");
            self.not_executed
                .push(format!("{} {subject}: {reason}", id.as_str()));
            return Ok(());
        }
        // What stands on a node's state is executed there, by the tests in tests/e2e.
        if case.evidence.is_some() {
            return Ok(());
        }
        let Some(contract) = &case.contract else {
            let code = case.code.as_deref().unwrap_or_default();
            let scene = Scene::install(&bytes(code).unwrap_or_default());
            return self.run(id, case, &format!("{code:.20}"), vec![scene]);
        };
        let builds: Vec<String> = self
            .artifacts
            .builds(contract)
            .filter(|(build, _)| case.selects(build))
            .map(|(build, _)| build.to_owned())
            .collect();
        for build in builds {
            let label = format!("{contract} {build}");
            let scenes = self.scenes(contract, &build);
            if scenes.is_empty() {
                writeln!(
                    self.failures,
                    "{} {label}: no constructor arguments deploy it; state `not_executed`",
                    id.as_str()
                )?;
            }
            self.run(id, case, &label, scenes)?;
        }
        Ok(())
    }

    fn scenes(&mut self, contract: &str, build: &str) -> Vec<Scene> {
        let artifacts = &self.artifacts;
        let key = (contract.to_owned(), build.to_owned());
        let scenes = self.scenes.entry(key).or_insert_with(|| {
            let artifact = artifacts.builds(contract).find(|(name, _)| *name == build);
            artifact.map_or_else(Vec::new, |(_, artifact)| {
                Scene::deploy(artifacts, build, artifact)
            })
        });
        scenes.clone()
    }

    fn run(
        &mut self,
        id: FindingId,
        case: &Case,
        label: &str,
        mut scenes: Vec<Scene>,
    ) -> Result<(), Box<dyn Error>> {
        let state = self.words(case, case.state.iter().flatten())?;
        let planted = self.words(case, &case.scene)?;
        for scene in &mut scenes {
            for (slot, word) in state.iter().chain(&planted) {
                scene.world.plant(scene.contract, slot.0, *word);
            }
            let known = std::mem::replace(&mut scene.palette.numbers, case.numbers.clone());
            scene.palette.numbers.extend(known);
            if let Some(first) = &case.first {
                prepare(scene, first)?;
            }
        }
        // Whatever the constructor was given: one of the contracts that it made shows the power.
        // Its immutables differ, so that a guard may, and the place of the effect tells which it is.
        let mut failed: BTreeMap<(Capability, Option<Selector>, u32), Option<String>> =
            BTreeMap::new();
        for scene in &scenes {
            let state = case.state.is_some().then(|| state.clone());
            for power in self.powers(id, scene, state)? {
                let key = (power.capability, power.selector, power.offsets.effect);
                let known = self.tried.contains(&(label.to_owned(), power));
                if known || matches!(failed.get(&key), Some(None)) {
                    continue;
                }
                let failure = show(scene, &power, case.caller).err();
                if failure.is_none() {
                    self.tried.insert((label.to_owned(), power));
                    self.shown += 1;
                }
                let failure = failure.map(|failure| format!("by {}: {failure}", power.guard));
                let known = failed.entry(key).or_insert_with(|| failure.clone());
                *known = failure.and(known.take());
            }
        }
        for ((capability, selector, _), failure) in failed {
            if let Some(failure) = failure {
                let (id, function) = (id.as_str(), name(selector));
                writeln!(
                    self.failures,
                    "{id} {label}: {capability:?} in {function} {failure}"
                )?;
            }
        }
        Ok(())
    }

    /// The powers that a finding stands on.
    fn powers(
        &mut self,
        id: FindingId,
        scene: &Scene,
        state: Option<BTreeMap<Slot, U256>>,
    ) -> Result<BTreeSet<Power>, Box<dyn Error>> {
        let findings = self.report(scene, state)?.findings.into_iter();
        let counting = findings.filter(|finding| finding.id == id && !finding.inert);
        Ok(counting.filter_map(|finding| finding.power).collect())
    }

    /// What is said about the code that was deployed.
    fn report(
        &mut self,
        scene: &Scene,
        state: Option<BTreeMap<Slot, U256>>,
    ) -> Result<Report, Box<dyn Error>> {
        if let Some(storage) = state {
            let code = hex(&scene.code);
            return Ok(rugrisk::score_evidence(
                &Chain { code, storage }.evidence()?,
            ));
        }
        let known = self.reports.entry(scene.code.clone());
        let report = match known {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let code = RuntimeCode::new(scene.code.clone())?;
                place.insert(rugrisk::analyze_bytecode(code))
            }
        };
        Ok(report.clone())
    }

    /// The words of the slots that a case's variables are in.
    fn words<'a>(
        &self,
        case: &Case,
        variables: impl IntoIterator<Item = (&'a String, &'a String)>,
    ) -> Result<BTreeMap<Slot, U256>, Box<dyn Error>> {
        let mut words = BTreeMap::new();
        let Some(contract) = &case.contract else {
            return Ok(words);
        };
        for (name, value) in variables {
            let variable = self
                .artifacts
                .variable(contract, name)
                .ok_or_else(|| format!("{contract} has no state variable {name}"))?;
            let word: &mut U256 = words.entry(variable.slot).or_default();
            let value = scene::word(value).ok_or_else(|| format!("{name} = {value}"))?;
            *word = variable.insert(*word, value);
        }
        Ok(words)
    }
}

/// The call that a case says has to come first.
fn prepare(scene: &mut Scene, first: &First) -> Result<(), String> {
    let unfit = || format!("{first:?} does not fit the contract");
    let arguments: Option<Vec<U256>> = first
        .arguments
        .iter()
        .map(|text| scene::word(text))
        .collect();
    let hash = selector(&first.function);
    let data = calldata(hash, &arguments.ok_or_else(unfit)?);
    let outcome = scene.world.call(&scene.call(DEPLOYER, data));
    outcome.success.then_some(()).ok_or_else(unfit)
}

fn name(selector: Option<Selector>) -> String {
    selector.map_or("the fallback function".to_owned(), |selector| {
        selector.to_string()
    })
}

/// Shows a power, if need be after another call of the deployer.
fn show(scene: &Scene, power: &Power, caller: Option<Address>) -> Result<(), String> {
    let mut attempts = Attempts::default();
    if attempts.show(scene, &scene.world, power, caller, MOST_CALLS)? {
        return Ok(());
    }
    for world in prepared(scene) {
        if attempts.show(scene, &world, power, caller, MOST_CALLS_AFTER)? {
            return Ok(());
        }
    }
    Err(attempts.to_string())
}

/// The world after each call with which the deployer or a holder changes something.
fn prepared(scene: &Scene) -> Vec<World> {
    let mut worlds = Vec::new();
    for selector in scene.functions.keys() {
        for data in scene.calls(Some(*selector), MOST_PREPARATIONS) {
            for from in [DEPLOYER, HOLDER] {
                for value in [0, 1_000] {
                    let mut world = scene.world.clone();
                    let outcome = world.call(&Call {
                        value: U256::from(value),
                        ..scene.call(from, data.clone())
                    });
                    if !outcome.written(scene.contract).is_empty() {
                        worlds.push(world);
                    }
                }
            }
        }
    }
    worlds
}

/// How often each thing stood in the way, and an example.
#[derive(Default)]
struct Attempts(BTreeMap<&'static str, (usize, Option<Call>)>);

impl Attempts {
    fn show(
        &mut self,
        scene: &Scene,
        world: &World,
        power: &Power,
        caller: Option<Address>,
        most: usize,
    ) -> Result<bool, String> {
        let callers = caller.map_or_else(|| scene.callers(world, power.guard), |only| vec![only]);
        let before = Before::new(scene, world, &callers);
        for from in callers {
            let calls = scene.calls(power.selector, most).into_iter();
            for call in calls.flat_map(|data| paid_and_not(scene.call(from, data))) {
                if let Err(missing) = before.shows(power, &call) {
                    let (times, example) = self.0.entry(missing).or_default();
                    *times += 1;
                    example.get_or_insert(call);
                    continue;
                }
                let stranger = Call {
                    from: STRANGER,
                    ..call
                };
                if power.guard != Guard::Open && before.shows(power, &stranger).is_ok() {
                    return Err(format!(
                        "a stranger has it too, with {}",
                        hex(&stranger.data)
                    ));
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The call without coin, with little and with much.
fn paid_and_not(call: Call) -> [Call; 3] {
    [0, 1_000, 5_000_000_000_000_000_000].map(|value: u64| Call {
        value: U256::from(value),
        ..call.clone()
    })
}

impl std::fmt::Display for Attempts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no call shows it")?;
        for (missing, (times, example)) in &self.0 {
            write!(f, "; {times} times {missing}")?;
            if let Some(call) = example {
                write!(f, " (from {} with {})", call.from, hex(&call.data))?;
            }
        }
        Ok(())
    }
}

fn hex(data: &[u8]) -> String {
    rugrisk::Bytes::copy_from_slice(data).to_string()
}
