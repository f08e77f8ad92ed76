//! One instruction.

use super::super::limits::{MAX_HASHED_BYTES, MAX_STACK, MAX_STORES_PER_PATH};
use super::super::memory::{Content, Position};
use super::super::opcode::*;
use super::super::path::{ARGUMENTS, Creation, ExternalCall, Log, Outcome, Store};
use super::super::value::{Env, Few, Node, Op, Taint, Value, ones};
use super::{Machine, Next, State, only_selector, truth};
use crate::primitives::U256;
use crate::reason::Reason;
use crate::sorted::SortedMap;

/// How long a range of unknown length is taken to be.
const UNBOUNDED: u32 = u32::MAX / 2;

/// The machine's own faults: stack, jumps, memory. They revert the call.
struct Fault;

impl Machine<'_> {
    /// Executes the instruction at `state.at`. On a branch `state.at` stays on it.
    pub(super) fn step(&mut self, state: &mut State, loads: &mut SortedMap<Value, u32>) -> Next {
        self.try_step(state, loads)
            .unwrap_or(Next::End(Outcome::Revert))
    }

    fn try_step(
        &mut self,
        state: &mut State,
        loads: &mut SortedMap<Value, u32>,
    ) -> Result<Next, Fault> {
        let at = state.at;
        let op = self.program.op(at);
        state.at = at.saturating_add(1).saturating_add(immediate(op));
        let offset = u32::try_from(at).unwrap_or(u32::MAX);
        if has_effect(op) {
            self.effects.note(at, self.steps);
        }
        match op {
            STOP => return Ok(Next::End(Outcome::Success(Vec::new()))),
            ADD | MUL | DIV | SDIV | MOD | SMOD | EXP | SIGNEXTEND | LT | SLT | EQ | AND | OR
            | XOR | BYTE | SHL | SHR | SAR | SUB => {
                let (a, b) = (state.pop()?, state.pop()?);
                let value = self.graph.binary(operation(op), a, b);
                state.push(value)?;
            }
            GT | SGT => {
                let (a, b) = (state.pop()?, state.pop()?);
                let value = self
                    .graph
                    .binary(if op == GT { Op::Lt } else { Op::SLt }, b, a);
                state.push(value)?;
            }
            ADDMOD | MULMOD => {
                let (a, b, n) = (state.pop()?, state.pop()?, state.pop()?);
                let (left, right) = (self.graph.bits(a), self.graph.bits(b));
                let (op, bits) = match op {
                    ADDMOD => (Op::Add, left.max(right).saturating_add(1)),
                    _ => (Op::Mul, left.saturating_add(right)),
                };
                // These two do not wrap at 256 bits.
                let value = if bits <= 256 {
                    let value = self.graph.binary(op, a, b);
                    self.graph.binary(Op::Mod, value, n)
                } else {
                    self.graph.opaque()
                };
                state.push(value)?;
            }
            ISZERO => {
                let a = state.pop()?;
                let value = self.graph.is_zero(a);
                state.push(value)?;
            }
            NOT => {
                let a = state.pop()?;
                let value = self.graph.not(a);
                state.push(value)?;
            }
            CLZ | BALANCE | EXTCODESIZE | EXTCODEHASH | BLOCKHASH | BLOBHASH => {
                let a = state.pop()?;
                let value = self.graph.raw(Node::Query(op, a));
                state.push(value)?;
            }
            KECCAK256 => {
                let (from, length) = (state.pop()?, state.pop()?);
                let value = self.hash(state, from, length);
                state.push(value)?;
            }
            ADDRESS => self.push_env(state, Env::Address)?,
            ORIGIN => self.push_env(state, Env::Origin)?,
            CALLER => self.push_env(state, Env::Caller)?,
            CALLVALUE => self.push_env(state, Env::CallValue)?,
            CALLDATASIZE => self.push_env(state, Env::CallDataSize)?,
            TIMESTAMP => self.push_env(state, Env::Timestamp)?,
            GASPRICE | COINBASE | NUMBER | PREVRANDAO | GASLIMIT | CHAINID | SELFBALANCE
            | BASEFEE | BLOBBASEFEE => self.push_env(state, Env::Other(op))?,
            // Another number each time.
            GAS | MSIZE => {
                let unknown = self.graph.opaque();
                let value = self.graph.raw(Node::Query(op, unknown));
                state.push(value)?;
            }
            CALLDATALOAD => {
                let from = state.pop()?;
                let value = self.call_data(state, from);
                state.push(value)?;
            }
            CODESIZE => {
                let size = u64::try_from(self.program.bytes().len()).unwrap_or(u64::MAX);
                let value = self.graph.number(size);
                state.push(value)?;
            }
            PC => {
                let value = self.graph.number(u64::from(offset));
                state.push(value)?;
            }
            CALLDATACOPY | CODECOPY | RETURNDATACOPY => {
                let (to, from, length) = (state.pop()?, state.pop()?, state.pop()?);
                self.copy_in(state, op, to, from, length)?;
            }
            EXTCODECOPY => {
                let (_, to, _, length) = (state.pop()?, state.pop()?, state.pop()?, state.pop()?);
                let unknown = self.graph.opaque();
                self.fill(state, to, length, Content::Unknown(unknown))?;
            }
            MCOPY => {
                let (to, from, length) = (state.pop()?, state.pop()?, state.pop()?);
                self.copy_within(state, to, from, length)?;
            }
            RETURNDATASIZE => {
                let value = match state.last_call {
                    Some(call) => self.graph.raw(Node::Query(RETURNDATASIZE, call)),
                    None => Value::ZERO,
                };
                state.push(value)?;
            }
            POP => drop(state.pop()?),
            MLOAD => {
                let from = state.pop()?;
                let at = Position::of(&self.graph, from).ok_or(Fault)?;
                let value = state.memory.read(&mut self.graph, self.program, at);
                state.push(value)?;
            }
            MSTORE => {
                let (to, value) = (state.pop()?, state.pop()?);
                let at = Position::of(&self.graph, to).ok_or(Fault)?;
                state.memory.write(at, 32, Content::Word(value));
            }
            MSTORE8 => {
                let (to, value) = (state.pop()?, state.pop()?);
                let at = Position::of(&self.graph, to).ok_or(Fault)?;
                let top = self.graph.number(248);
                let value = self.graph.binary(Op::Shl, top, value);
                state.memory.write(at, 1, Content::Word(value));
            }
            SLOAD => {
                let key = state.pop()?;
                loads.update(key, || offset, |_| {});
                let value = self.stored(state, key);
                state.push(value)?;
            }
            SSTORE => {
                let (key, value) = (state.pop()?, state.pop()?);
                if state.stores.len() >= MAX_STORES_PER_PATH {
                    return Ok(Next::End(Outcome::Cut(Reason::WorkLimit)));
                }
                state.stores.push(Store { key, value, offset });
            }
            TLOAD => {
                let key = state.pop()?;
                let stored = state
                    .transient
                    .iter()
                    .rev()
                    .find(|(at, _)| *at == key)
                    .map(|(_, value)| *value);
                let value = stored.unwrap_or_else(|| self.graph.raw(Node::TransientLoad(key)));
                state.push(value)?;
            }
            TSTORE => {
                let (key, value) = (state.pop()?, state.pop()?);
                state.transient.push((key, value));
            }
            JUMP => {
                let target = state.pop()?;
                match self.landing(target)? {
                    Some(target) => state.at = target,
                    None => {
                        self.selector_jump |= only_selector(&self.graph, target);
                        return Ok(Next::End(Outcome::Cut(Reason::Unresolved)));
                    }
                }
            }
            JUMPI => return self.branch(state, at),
            JUMPDEST => {}
            PUSH0..=PUSH32 => {
                let value = self.pushed(at);
                state.push(value)?;
            }
            DUP1..=DUP16 => state.duplicate(op.wrapping_sub(DUP1).into())?,
            SWAP1..=SWAP16 => state.swap(usize::from(op.wrapping_sub(SWAP1)).saturating_add(1))?,
            LOG0..=LOG4 => {
                let (_, _) = (state.pop()?, state.pop()?);
                let mut topic = None;
                for _ in LOG0..op {
                    let word = state.pop()?;
                    topic = topic.or(Some(word));
                }
                state.logs.push(Log { topic });
            }
            CREATE | CREATE2 => {
                let (_value, from, length) = (state.pop()?, state.pop()?, state.pop()?);
                if op == CREATE2 {
                    state.pop()?;
                }
                let fetches = self.fetches_code(state, from, length);
                let account = self.graph.opaque();
                state.creations.push(Creation {
                    offset,
                    account,
                    salted: op == CREATE2,
                    fetches,
                });
                state.push(account)?;
            }
            CALL | CALLCODE | DELEGATECALL | STATICCALL => self.call(state, op, offset)?,
            RETURN => {
                let (from, length) = (state.pop()?, state.pop()?);
                return Ok(Next::End(Outcome::Success(
                    self.returned(state, from, length),
                )));
            }
            SELFDESTRUCT => {
                let heir = state.pop()?;
                return Ok(Next::End(Outcome::SelfDestruct(offset, heir)));
            }
            _ => return Ok(Next::End(Outcome::Revert)),
        }
        Ok(Next::Continue)
    }

    /// The word that an instruction pushes: looked for once.
    fn pushed(&mut self, at: usize) -> Value {
        match self.pushed.get(at) {
            Some(value) if *value != Value::OVERFLOW => *value,
            _ => {
                let value = self.graph.constant(self.program.immediate(at));
                if let Some(known) = self.pushed.get_mut(at) {
                    *known = value;
                }
                value
            }
        }
    }

    /// What a slot holds on this path.
    fn stored(&mut self, state: &State, key: Value) -> Value {
        let Some(index) = state.stores.iter().rposition(|store| store.key == key) else {
            return self.graph.load(key);
        };
        let mut since = state.stores.iter().skip(index);
        let value = since.next().map_or(Value::ZERO, |store| store.value);
        // A flag in an entry that the caller chose may be the entry of a later store that he
        // chose too. Sums are left as they are: moving tokens to oneself moves nothing.
        let chosen = |key| self.graph.taint(key).has(Taint::CALLDATA);
        let is_flag = self.graph.is_const(value);
        if is_flag && chosen(key) && since.any(|store| chosen(store.key)) {
            return self.graph.opaque();
        }
        value
    }

    fn branch(&mut self, state: &mut State, at: usize) -> Result<Next, Fault> {
        let (target, word) = (state.pop()?, state.pop()?);
        let word = match self.graph.node(word) {
            // A difference is not zero where its sides are not equal.
            Node::Binary(Op::Sub | Op::Xor | Op::Add, ..) => {
                let equal = self.graph.is_zero(word);
                self.graph.is_zero(equal)
            }
            _ => word,
        };
        let (value, positive) = truth(&self.graph, word);
        let known = match self.graph.as_const(value) {
            Some(constant) => Some(!constant.is_zero()),
            None => state.decided(&self.graph, value),
        };
        match known {
            Some(holds) if holds != positive => {}
            Some(_) => match self.landing(target)? {
                Some(target) => state.at = target,
                None => return Ok(Next::End(Outcome::Cut(Reason::Unresolved))),
            },
            None => match self.landing(target) {
                Ok(Some(target)) => {
                    state.at = at;
                    return Ok(Next::Branch {
                        value,
                        positive,
                        target,
                    });
                }
                Ok(None) => {
                    self.selector_jump |= only_selector(&self.graph, target);
                    return Ok(Next::End(Outcome::Cut(Reason::Unresolved)));
                }
                // A jump to nowhere is a revert.
                Err(Fault) => {
                    state.at = at;
                    return Ok(Next::Branch {
                        value,
                        positive,
                        target: self.program.bytes().len().saturating_add(1),
                    });
                }
            },
        }
        Ok(Next::Continue)
    }

    /// Where a jump lands; `None` where its target is not a constant.
    fn landing(&self, target: Value) -> Result<Option<usize>, Fault> {
        let Some(target) = self.graph.as_const(target) else {
            return Ok(None);
        };
        let target = usize::try_from(target).map_err(|_| Fault)?;
        if self.program.is_landing(target) {
            Ok(Some(target))
        } else {
            Err(Fault)
        }
    }

    fn push_env(&mut self, state: &mut State, env: Env) -> Result<(), Fault> {
        let value = self.graph.env(env);
        state.push(value)
    }

    /// 32 bytes of calldata; with a known selector its first four bytes are constant.
    fn call_data(&mut self, state: &State, from: Value) -> Value {
        let value = self.graph.call_data(from);
        let Some(selector) = state.selector.filter(|_| from == Value::ZERO) else {
            return value;
        };
        let rest = self.graph.constant(ones(224));
        let rest = self.graph.binary(Op::And, value, rest);
        let selector = self.graph.constant(U256::from(selector).wrapping_shl(224));
        self.graph.binary(Op::Or, rest, selector)
    }

    fn hash(&mut self, state: &State, from: Value, length: Value) -> Value {
        let range = self
            .graph
            .as_offset(length)
            .filter(|length| *length <= MAX_HASHED_BYTES);
        let (Some(length), Some(at)) = (range, Position::of(&self.graph, from)) else {
            return self.graph.opaque();
        };
        let words = state
            .memory
            .read_range(&mut self.graph, self.program, at, length);
        self.graph.keccak(&words, length)
    }

    fn length(&self, length: Value) -> u32 {
        match self.graph.as_const(length) {
            Some(length) => u32::try_from(length).unwrap_or(UNBOUNDED).min(UNBOUNDED),
            None => UNBOUNDED,
        }
    }

    fn fill(
        &mut self,
        state: &mut State,
        to: Value,
        length: Value,
        content: Content,
    ) -> Result<(), Fault> {
        let at = Position::of(&self.graph, to).ok_or(Fault)?;
        state.memory.write(at, self.length(length), content);
        Ok(())
    }

    fn copy_in(
        &mut self,
        state: &mut State,
        op: u8,
        to: Value,
        from: Value,
        length: Value,
    ) -> Result<(), Fault> {
        let content = match (op, self.graph.as_offset(from), state.last_call) {
            (CALLDATACOPY, Some(0), _) if state.selector.is_some() => {
                let word = self.call_data(state, Value::ZERO);
                return self.fill_call_data(state, to, length, word);
            }
            (CALLDATACOPY, ..) => Content::CallData(from),
            (CODECOPY, Some(from), _) => Content::Code(from),
            // A line of a table: which one, the selector may say.
            (CODECOPY, None, _) => Content::Unknown(from),
            (RETURNDATACOPY, Some(from), Some(call)) => Content::Returned(call, from),
            _ => Content::Unknown(self.graph.opaque()),
        };
        self.fill(state, to, length, content)
    }

    /// Calldata whose first word is known in part.
    fn fill_call_data(
        &mut self,
        state: &mut State,
        to: Value,
        length: Value,
        word: Value,
    ) -> Result<(), Fault> {
        let at = Position::of(&self.graph, to).ok_or(Fault)?;
        let length = self.length(length);
        state
            .memory
            .write(at, length, Content::CallData(Value::ZERO));
        state.memory.write(at, length.min(32), Content::Word(word));
        Ok(())
    }

    fn copy_within(
        &mut self,
        state: &mut State,
        to: Value,
        from: Value,
        length: Value,
    ) -> Result<(), Fault> {
        let (to, from) = (
            Position::of(&self.graph, to).ok_or(Fault)?,
            Position::of(&self.graph, from).ok_or(Fault)?,
        );
        let unknown = self.graph.opaque();
        state.memory.copy(from, to, self.length(length), unknown);
        Ok(())
    }

    fn call(&mut self, state: &mut State, op: u8, offset: u32) -> Result<(), Fault> {
        /// The precompiled contract that returns its input.
        const IDENTITY: u64 = 4;
        let (_gas, target) = (state.pop()?, state.pop()?);
        let value = if matches!(op, CALL | CALLCODE) {
            state.pop()?
        } else {
            Value::ZERO
        };
        let (input, input_length) = (state.pop()?, state.pop()?);
        let (output, output_length) = (state.pop()?, state.pop()?);
        let mask = self.graph.constant(ones(160));
        let target = self.graph.binary(Op::And, target, mask);
        let from = Position::of(&self.graph, input).ok_or(Fault)?;
        let first = state.memory.read(&mut self.graph, self.program, from);
        let size = self.graph.env(Env::CallDataSize);
        let forwards =
            input_length == size && self.graph.node(first) == Node::CallData(Value::ZERO);
        let shift = self.graph.number(224);
        let selector = self.graph.binary(Op::Shr, shift, first);
        let selector = self.graph.as_offset(selector);
        let known = self.graph.as_offset(input_length).unwrap_or(UNBOUNDED);
        let count = known.saturating_sub(4).div_ceil(32);
        let mut arguments = Few::default();
        for (index, _) in (0..count).zip(0..ARGUMENTS) {
            let distance = self
                .graph
                .number(u64::from(index.saturating_mul(32).saturating_add(4)));
            let address = self.graph.binary(Op::Add, input, distance);
            let at = Position::of(&self.graph, address).ok_or(Fault)?;
            arguments.push(state.memory.read(&mut self.graph, self.program, at));
        }
        let mut words = vec![value, first];
        words.extend(&*arguments);
        if op != STATICCALL {
            // The callee may change what is stored here.
            state.epoch = state.epoch.saturating_add(1);
        }
        if state.epoch > 0 {
            // Whoever was called may have changed what is answered from then on.
            words.push(self.graph.number(u64::from(state.epoch)));
        }
        let list = self.graph.list(&words);
        let node = self.graph.raw(Node::Call(offset, target, list));
        state.last_call = Some(node);
        if self.graph.as_offset(output_length) != Some(0) {
            if self.graph.as_const(target) == Some(U256::from(IDENTITY)) {
                self.copy_within(state, output, input, output_length)?;
            } else {
                self.fill(state, output, output_length, Content::Returned(node, 0))?;
            }
        }
        state.calls.push(ExternalCall {
            op,
            offset,
            target,
            selector,
            input_bytes: self.graph.as_offset(input_length),
            value,
            arguments,
            forwards,
        });
        let ok = self.graph.raw(Node::CallOk(node));
        state.push(ok)
    }

    /// Creation code that is short and copies another account's code into what it leaves.
    fn fetches_code(&mut self, state: &State, from: Value, length: Value) -> bool {
        let range = self
            .graph
            .as_offset(length)
            .filter(|length| *length <= MAX_HASHED_BYTES);
        let (Some(length), Some(at)) = (range, Position::of(&self.graph, from)) else {
            return false;
        };
        let words = state
            .memory
            .read_range(&mut self.graph, self.program, at, length);
        let mut code = Vec::new();
        for word in words {
            let word = self.graph.as_const(word).unwrap_or_default();
            code.extend(word.to_be_bytes::<32>());
        }
        let mut at = 0;
        while let Some(op) = code.get(at) {
            if *op == EXTCODECOPY || ends(*op) {
                return *op == EXTCODECOPY;
            }
            at = at.saturating_add(1).saturating_add(immediate(*op));
        }
        false
    }

    /// The first two words that a path returns.
    fn returned(&mut self, state: &State, from: Value, length: Value) -> Vec<Value> {
        let length = self.length(length).min(64);
        match Position::of(&self.graph, from) {
            Some(at) => state
                .memory
                .read_range(&mut self.graph, self.program, at, length),
            None => Vec::new(),
        }
    }
}

impl State {
    #[inline(always)]
    fn pop(&mut self) -> Result<Value, Fault> {
        self.stack.pop().ok_or(Fault)
    }

    #[inline(always)]
    fn push(&mut self, value: Value) -> Result<(), Fault> {
        if self.stack.len() >= MAX_STACK {
            return Err(Fault);
        }
        self.stack.push(value);
        Ok(())
    }

    fn duplicate(&mut self, depth: usize) -> Result<(), Fault> {
        let index = self
            .stack
            .len()
            .checked_sub(depth.saturating_add(1))
            .ok_or(Fault)?;
        let value = self.stack.get(index).copied().ok_or(Fault)?;
        self.push(value)
    }

    fn swap(&mut self, depth: usize) -> Result<(), Fault> {
        let top = self.stack.len().checked_sub(1).ok_or(Fault)?;
        let other = top.checked_sub(depth).ok_or(Fault)?;
        self.stack.swap(top, other);
        Ok(())
    }
}

const fn operation(op: u8) -> Op {
    match op {
        ADD => Op::Add,
        MUL => Op::Mul,
        DIV => Op::Div,
        SDIV => Op::SDiv,
        MOD => Op::Mod,
        SMOD => Op::SMod,
        EXP => Op::Exp,
        SIGNEXTEND => Op::SignExtend,
        LT => Op::Lt,
        SLT => Op::SLt,
        EQ => Op::Eq,
        AND => Op::And,
        OR => Op::Or,
        XOR => Op::Xor,
        BYTE => Op::Byte,
        SHL => Op::Shl,
        SHR => Op::Shr,
        SAR => Op::Sar,
        _ => Op::Sub,
    }
}
