// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// Keeps what a chief operator brings for others, and gives the operator what he names.
contract OperatedVault is Owned {
    Token public asset;
    address public chief;
    uint256 public total;
    mapping(address => uint256) public deposited;

    modifier onlyChief() {
        require(msg.sender == chief, "not the chief");
        _;
    }

    function setChief(address next) public virtual onlyOwner {
        chief = next;
    }

    function deposit(address user, uint256 amount) public onlyChief {
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        deposited[user] += amount;
        total += amount;
    }

    function withdraw(address user, uint256 amount) public onlyChief {
        require(deposited[user] >= amount, "more than deposited");
        deposited[user] -= amount;
        total -= amount;
        require(asset.transfer(msg.sender, amount), "not sent");
    }
}

/// People pay in themselves; listed operators take out for them, to where they like.
contract CustodianVault is Deposits {
    mapping(address => bool) public operators;

    function setOperator(address account, bool value) public onlyOwner {
        operators[account] = value;
    }

    function withdrawFor(address user, address to, uint256 amount) public {
        require(operators[msg.sender], "not an operator");
        _owe(user, amount);
        _send(asset, to, amount);
    }
}

/// The owner closes accounts, and pays those who had them.
contract ClosingVault is Deposits {
    function close(address user) public onlyOwner {
        uint256 amount = deposited[user];
        _owe(user, amount);
        _send(asset, user, amount);
    }
}

/// Whoever gave a grant takes back what is left of it.
contract Grants is Owned {
    Token public token;
    mapping(address => uint256) public granted;

    function grant(address account, uint256 amount) public onlyOwner {
        require(token.transferFrom(msg.sender, address(this), amount), "not paid");
        granted[account] += amount;
    }

    function revoke(address account) public onlyOwner {
        uint256 amount = granted[account];
        granted[account] = 0;
        require(token.transfer(owner, amount), "not sent");
    }

    function release() public {
        uint256 amount = granted[msg.sender];
        granted[msg.sender] = 0;
        require(token.transfer(msg.sender, amount), "not sent");
    }
}

/// People name who may withdraw for them.
contract DelegatedVault is Deposits {
    mapping(address => mapping(address => uint256)) public allowed;

    function allow(address account, uint256 amount) public {
        allowed[msg.sender][account] = amount;
    }

    function withdrawFor(address user, uint256 amount) public {
        require(allowed[user][msg.sender] >= amount, "not allowed");
        allowed[user][msg.sender] -= amount;
        _owe(user, amount);
        _send(asset, msg.sender, amount);
    }
}
