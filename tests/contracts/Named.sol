// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.30;

/// A token that takes any name, and gives all of it to whoever is named.
contract NamedToken {
    string public name;
    string public symbol;
    uint8 public decimals = 18;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(bytes32 name_, bytes32 symbol_, address holder) {
        name = _text(name_);
        symbol = _text(symbol_);
        _issue(holder, 1_000_000 ether);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }

    function _issue(address to, uint256 value) internal {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function _text(bytes32 word) private pure returns (string memory) {
        uint256 length = 0;
        while (length < 32 && word[length] != 0) length++;
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; i++) text[i] = word[i];
        return string(text);
    }
}

/// What a bridge leaves on this side: only the contract at the bridge's end creates it.
contract BridgedToken is NamedToken {
    address public immutable bridge;

    constructor(bytes32 name_, bytes32 symbol_, address bridge_) NamedToken(name_, symbol_, bridge_) {
        bridge = bridge_;
    }

    function mint(address to, uint256 value) external {
        require(msg.sender == bridge, "not the bridge");
        _issue(to, value);
    }
}

/// The other end: whoever proves a deposit there is paid here.
contract BridgeEnd {
    mapping(bytes32 => bool) public paid;

    function pay(BridgedToken token, address to, uint256 value, bytes32 proof) external {
        require(!paid[proof] && proof == keccak256(abi.encode(to, value)), "no deposit");
        paid[proof] = true;
        token.mint(to, value);
    }
}

/// An old token: its names are single words.
contract WordNamedToken {
    bytes32 public name;
    bytes32 public symbol;
    uint256 public decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;

    constructor(bytes32 name_, bytes32 symbol_) {
        name = name_;
        symbol = symbol_;
        balanceOf[msg.sender] = totalSupply;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        return true;
    }
}

/// Gives tokens to one account, bit by bit; nobody can take them elsewhere.
contract Vesting {
    address public immutable beneficiary;
    uint256 public immutable start = block.timestamp;

    constructor(address beneficiary_) {
        beneficiary = beneficiary_;
    }

    function release(NamedToken token) external {
        uint256 held = token.balanceOf(address(this));
        token.transfer(beneficiary, (held * (block.timestamp - start)) / 3650 days);
    }
}
