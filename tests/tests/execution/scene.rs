//! A contract that was deployed, and everybody who has to do with it.

use std::collections::{BTreeMap, BTreeSet};

use revm::bytecode::opcode;
use rugrisk::code::Guard;
use rugrisk::{Address, Selector, U256};
use rugrisk_tests::artifacts::{Artifact, Artifacts};

use crate::arguments::{self, Palette, Type, encode};
use crate::evm::{Call, World};

/// Who deploys, and is put in charge by it.
pub(crate) const DEPLOYER: Address = Address::repeat_byte(0xd1);
/// Who has tokens and trusts nobody with them.
pub(crate) const HOLDER: Address = Address::repeat_byte(0xa1);
/// Who receives.
pub(crate) const FRIEND: Address = Address::repeat_byte(0xf1);
/// Who was never named in any call.
pub(crate) const STRANGER: Address = Address::repeat_byte(0x51);
/// A contract that answers every call with the number 1, as a token that always agrees; only an
/// allowance is 0, so that it can be given.
pub(crate) const AGREEABLE: Address = Address::repeat_byte(0x70);
/// Where literal code stands.
const LITERAL: Address = Address::repeat_byte(0x7e);
/// Where a contract of the tests has a token by a constant of its code.
const CONSTANT_TOKEN: Address = Address::new([
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x70, 0xce,
]);
/// PUSH0 CALLDATALOAD PUSH1 e0 SHR PUSH4 allowance(address,address) EQ ISZERO PUSH0 MSTORE PUSH1 32
/// PUSH0 RETURN
const AGREES: [u8; 18] = [
    0x5f, 0x35, 0x60, 0xe0, 0x1c, 0x63, 0xdd, 0x62, 0xed, 0x3e, 0x14, 0x15, 0x5f, 0x52, 0x60, 32,
    0x5f, 0xf3,
];

/// A token's functions by which its state is seen.
const BALANCE_OF: Selector = Selector::new([0x70, 0xa0, 0x82, 0x31]);
pub(crate) const APPROVE: Selector = Selector::new([0x09, 0x5e, 0xa7, 0xb3]);
pub(crate) const TRANSFER_FROM: Selector = Selector::new([0x23, 0xb8, 0x72, 0xdd]);
pub(crate) const TRANSFER: Selector = Selector::new([0xa9, 0x05, 0x9c, 0xbb]);

/// A contract and its world.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) contract: Address,
    pub(crate) code: Vec<u8>,
    /// What the functions take, by selector.
    pub(crate) functions: BTreeMap<Selector, Vec<Type>>,
    pub(crate) palette: Palette,
}

impl Scene {
    /// Deploys a contract from its creation code, with other arguments each time where it takes
    /// addresses; nothing where no arguments suit.
    pub(crate) fn deploy(artifacts: &Artifacts, build: &str, artifact: &Artifact) -> Vec<Self> {
        let mut world = empty();
        let mut others = Vec::new();
        let siblings: Vec<_> = artifacts.siblings(build, &artifact.source).collect();
        // What takes no arguments may be an argument of what does.
        for bare in [true, false] {
            for (_, sibling) in &siblings {
                if sibling.creation == artifact.creation || sibling.constructor.is_empty() != bare {
                    continue;
                }
                let known = [&[DEPLOYER], &others[..], &[AGREEABLE]].concat();
                others.extend(construct(&mut world, sibling, &known));
            }
        }
        let functions: BTreeMap<Selector, Vec<Type>> = artifact
            .methods
            .iter()
            .map(|(signature, selector)| (*selector, arguments::types(signature)))
            .collect();
        let orders = [
            [&[DEPLOYER], &others[..], &[AGREEABLE]].concat(),
            [&[AGREEABLE, DEPLOYER], &others[..]].concat(),
            [&others[..], &[DEPLOYER, AGREEABLE]].concat(),
        ];
        let takes_addresses = artifact
            .constructor
            .iter()
            .any(|kind| kind.contains("address"));
        let orders = &orders[..if takes_addresses { 3 } else { 1 }];
        orders
            .iter()
            .filter_map(|order| {
                let mut world = world.clone();
                let contract = construct(&mut world, artifact, order)?;
                let mut scene = Self::new(world, contract, functions.clone(), &others);
                scene.spread(&others);
                Some(scene)
            })
            .collect()
    }

    /// Puts literal code into an account, with empty storage.
    pub(crate) fn install(code: &[u8]) -> Self {
        Self::of(empty(), code, BTreeMap::new())
    }

    /// Puts code that takes these arguments into an account.
    pub(crate) fn of(
        mut world: World,
        code: &[u8],
        functions: BTreeMap<Selector, Vec<Type>>,
    ) -> Self {
        world.install(LITERAL, code);
        Self::new(world, LITERAL, functions, &[])
    }

    fn new(
        mut world: World,
        contract: Address,
        functions: BTreeMap<Selector, Vec<Type>>,
        others: &[Address],
    ) -> Self {
        let coin = U256::from(10).pow(U256::from(18));
        for account in [DEPLOYER, HOLDER, FRIEND, STRANGER] {
            world.fund(account, coin * U256::from(1000));
        }
        world.fund(contract, coin * U256::from(10));
        let code = world.code(contract);
        let mut palette = palette(&functions);
        palette.numbers.extend(compared(&code));
        palette.addresses.push(contract);
        palette.addresses.extend(others);
        Self {
            world,
            contract,
            code,
            functions,
            palette,
        }
    }

    /// Gives everybody tokens, as far as the deployer can, and the contract what it is to hold of
    /// others.
    fn spread(&mut self, others: &[Address]) {
        for token in [&[self.contract], others].concat() {
            let data = calldata(BALANCE_OF, &[DEPLOYER.into_word().into()]);
            let part = self.world.view(token, data).unwrap_or_default() / U256::from(8);
            let mut receivers = vec![HOLDER, FRIEND, STRANGER, AGREEABLE];
            receivers.extend((token != self.contract).then_some(self.contract));
            for receiver in receivers {
                // Where so much may not be sent at once, less of it may.
                for amount in [part, part / U256::from(16)] {
                    let data = calldata(TRANSFER, &[receiver.into_word().into(), amount]);
                    if self.send(DEPLOYER, token, data) {
                        break;
                    }
                }
            }
            if token != self.contract {
                for account in [DEPLOYER, HOLDER, FRIEND] {
                    let data = calldata(APPROVE, &[self.contract.into_word().into(), part]);
                    self.send(account, token, data);
                }
            }
        }
    }

    fn send(&mut self, from: Address, to: Address, data: Vec<u8>) -> bool {
        let value = U256::ZERO;
        let call = Call {
            from,
            to,
            data,
            value,
        };
        self.world.call(&call).success
    }

    pub(crate) fn call(&self, from: Address, data: Vec<u8>) -> Call {
        Call {
            from,
            to: self.contract,
            data,
            value: U256::ZERO,
        }
    }

    /// Calls of a function with arguments that fit, the plainest first; none of them is from
    /// anybody yet.
    pub(crate) fn calls(&self, selector: Option<Selector>, most: usize) -> Vec<Vec<u8>> {
        let Some(selector) = selector else {
            let mut inputs = vec![Vec::new()];
            inputs.extend(self.palette.bytes.iter().cloned());
            return inputs;
        };
        // Literal code does not say what it takes.
        let unknown = vec![Type::Address, Type::Number { bits: 256 }, Type::Address];
        let types = self.functions.get(&selector).unwrap_or(&unknown);
        self.palette
            .combinations(types, most)
            .iter()
            .map(|arguments| [selector.to_vec(), encode(arguments)].concat())
            .collect()
    }

    /// What `balanceOf` shows; nothing where there is none.
    pub(crate) fn balance(&self, world: &World, account: Address) -> U256 {
        let data = calldata(BALANCE_OF, &[account.into_word().into()]);
        world.view(self.contract, data).unwrap_or_default()
    }

    /// Who passes a guard: the one it names, and the one who deployed.
    pub(crate) fn callers(&self, world: &World, guard: Guard) -> Vec<Address> {
        match guard {
            Guard::Open => return vec![STRANGER],
            Guard::Hardcoded { address } => return vec![address],
            Guard::Itself => return vec![self.contract, DEPLOYER],
            Guard::Owner { field } => {
                let word = world.storage(self.contract, field.slot.0);
                let named = Address::from_word(field.extract(word.into()).into());
                if !named.is_zero() {
                    return vec![named, DEPLOYER];
                }
            }
            Guard::Role { .. } | Guard::Mapping { .. } | Guard::External | Guard::Unknown => {}
        }
        vec![DEPLOYER]
    }
}

/// A number, or the address of an account that has a name here.
pub(crate) fn word(text: &str) -> Option<U256> {
    let account = match text {
        "deployer" => DEPLOYER,
        "holder" => HOLDER,
        "friend" => FRIEND,
        "stranger" => STRANGER,
        "agreeable" => AGREEABLE,
        _ => return text.parse().ok(),
    };
    Some(account.into_word().into())
}

/// A selector and static arguments.
pub(crate) fn calldata(selector: Selector, words: &[U256]) -> Vec<u8> {
    let mut data = selector.to_vec();
    for word in words {
        data.extend(word.to_be_bytes::<32>());
    }
    data
}

fn empty() -> World {
    let mut world = World::new();
    world.install(AGREEABLE, &AGREES);
    world.install(CONSTANT_TOKEN, &AGREES);
    world
}

/// Tries constructor arguments until one deploys.
fn construct(world: &mut World, artifact: &Artifact, addresses: &[Address]) -> Option<Address> {
    let types: Vec<Type> = artifact
        .constructor
        .iter()
        .map(|name| arguments::parse(name))
        .collect();
    let mut palette = palette(&BTreeMap::new());
    palette.addresses = addresses.to_vec();
    let creation = bytes(&artifact.creation)?;
    palette
        .combinations(&types, 256)
        .iter()
        .find_map(|arguments| {
            world.deploy(DEPLOYER, [creation.clone(), encode(arguments)].concat())
        })
}

/// Code from hex; `None` where a library is still to be linked in.
pub(crate) fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: String = hex.trim_start_matches("0x").split_whitespace().collect();
    (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok())
        .collect()
}

/// The small numbers that code pushes to compare something with them.
fn compared(code: &[u8]) -> BTreeSet<U256> {
    const NEAR: usize = 3;
    let compares = |op: &u8| {
        (opcode::LT..=opcode::EQ).contains(op) || matches!(*op, opcode::SUB | opcode::XOR)
    };
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(op) = code.get(at) {
        at += 1;
        if (opcode::PUSH1..=opcode::PUSH3).contains(op) {
            let end = (at + usize::from(op - opcode::PUSH0)).min(code.len());
            let next = &code[end..code.len().min(end + NEAR)];
            if next.iter().any(compares) {
                found.insert(U256::from_be_slice(&code[at..end]));
            }
        }
        if (opcode::PUSH1..=opcode::PUSH32).contains(op) {
            at += usize::from(op - opcode::PUSH0);
        }
    }
    found
}

fn palette(functions: &BTreeMap<Selector, Vec<Type>>) -> Palette {
    let number = |number: u64| U256::from(number);
    let selectors = functions.keys().map(|selector| {
        let mut word = [0; 32];
        word[..4].copy_from_slice(selector.as_slice());
        U256::from_be_bytes(word)
    });
    Palette {
        addresses: vec![HOLDER, FRIEND, DEPLOYER, AGREEABLE],
        numbers: vec![
            number(1000),
            number(1),
            number(0),
            number(2),
            number(50),
            number(5),
            number(10_u64.pow(18)),
            U256::from(10).pow(U256::from(24)),
        ],
        words: [U256::ZERO, U256::ONE << 255]
            .into_iter()
            .chain(selectors.take(4))
            .collect(),
        bytes: vec![Vec::new(), vec![0; 32]],
    }
}
