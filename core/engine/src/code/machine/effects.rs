//! Which instructions with an effect were executed, and where those lie that were not.

use super::super::loader::Program;
use super::super::offsets::Offsets;
use super::super::opcode;

/// The instructions with an effect, and how far execution got to them.
pub(super) struct Effects<'a> {
    program: &'a Program<'a>,
    /// Those that some path executed.
    executed: Offsets,
    /// The step at which the last of them was executed for the first time.
    pub(super) last_new: u32,
    /// Where the instructions with an effect stand, once they were looked for.
    all: Vec<usize>,
    /// What each instruction comes after.
    before: Vec<Option<u32>>,
    /// Which jump goes where, by where.
    jumps: Vec<(usize, usize)>,
    /// The offsets that lead to one that was missed, as of a step.
    leads: Option<(u32, Vec<bool>)>,
}

impl<'a> Effects<'a> {
    pub(super) fn new(program: &'a Program<'a>) -> Self {
        Self {
            program,
            executed: Offsets::none_of(program.bytes().len()),
            last_new: 0,
            all: Vec::new(),
            before: Vec::new(),
            jumps: Vec::new(),
            leads: None,
        }
    }

    /// An instruction is executed at a step.
    pub(super) fn note(&mut self, at: usize, step: u32) {
        if self.executed.insert(at) {
            self.last_new = step;
        }
    }

    /// Some instruction with an effect was executed on no path.
    pub(super) fn missed_one(&self) -> bool {
        self.program.effects().any(|at| !self.was_executed(at))
    }

    /// Whether the code from an offset leads to an instruction with an effect that no path
    /// executed. Returns from inner functions are not followed: ask where they lead to.
    pub(super) fn lead_on_from(&mut self, at: usize) -> bool {
        let leads = match self.leads.take() {
            Some((as_of, leads)) if as_of == self.last_new => leads,
            _ => self.leading_to_missed(),
        };
        let (_, leads) = self.leads.insert((self.last_new, leads));
        leads.get(at).copied().unwrap_or(false)
    }

    fn was_executed(&self, at: usize) -> bool {
        self.executed.contains(at)
    }

    fn leading_to_missed(&mut self) -> Vec<bool> {
        if self.before.is_empty() {
            self.survey();
        }
        let mut leads = vec![false; self.before.len()];
        let missed = self.all.iter().copied();
        let mut waiting: Vec<usize> = missed.filter(|at| !self.was_executed(*at)).collect();
        while let Some(at) = waiting.pop() {
            let Some(leads) = leads.get_mut(at).filter(|leads| !**leads) else {
                continue;
            };
            *leads = true;
            let before = self.before.get(at).copied().flatten();
            waiting.extend(before.map(|at| at as usize));
            let first = self.jumps.partition_point(|(target, _)| *target < at);
            let here = self.jumps.get(first..).unwrap_or_default().iter();
            let here = here.take_while(|(target, _)| *target == at);
            waiting.extend(here.map(|(_, site)| *site));
        }
        leads
    }

    fn survey(&mut self) {
        let program = self.program;
        let length = program.bytes().len();
        self.before = vec![None; length];
        self.all = program.effects().collect();
        let (mut at, mut pushed) = (0_usize, None);
        while at < length {
            let op = program.op(at);
            if matches!(op, opcode::JUMP | opcode::JUMPI) {
                self.jumps.extend(pushed.map(|target| (target, at)));
            }
            pushed = match op {
                opcode::PUSH0..=opcode::PUSH4 => usize::try_from(program.immediate(at))
                    .ok()
                    .filter(|target| program.is_landing(*target)),
                _ => None,
            };
            let next = at.saturating_add(1).saturating_add(opcode::immediate(op));
            if let Some(before) = self.before.get_mut(next).filter(|_| !opcode::ends(op)) {
                *before = u32::try_from(at).ok();
            }
            at = next;
        }
        self.jumps.sort_unstable();
    }
}
