// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// The owner destroys the bank and gets everybody's coin.
contract KillableBank is CoinDeposits {
    function close() public onlyOwner {
        selfdestruct(payable(msg.sender));
    }
}

/// The same, for whomever the owner names.
contract KillableBankFor is CoinDeposits {
    function close(address payable heir) public onlyOwner {
        selfdestruct(heir);
    }
}

/// Only after a moment that stands in the bank.
contract ExpiringBank is CoinDeposits {
    uint256 public end;

    function close() public onlyOwner {
        require(block.timestamp >= end, "too early");
        selfdestruct(payable(owner));
    }
}

/// Only when nothing is left in it.
contract EmptyBank is CoinDeposits {
    function close() public onlyOwner {
        require(address(this).balance == 0, "not empty");
        selfdestruct(payable(owner));
    }
}

/// Only when nobody is owed anything.
contract PaidUpBank is CoinDeposits {
    uint256 public owed;

    function deposit() public payable override {
        deposited[msg.sender] += msg.value;
        owed += msg.value;
    }

    function withdraw(uint256 amount) public override {
        owed -= amount;
        super.withdraw(amount);
    }

    function close() public onlyOwner {
        require(owed == 0, "somebody is owed");
        selfdestruct(payable(owner));
    }
}

/// What is owed is what the owner says.
contract ForgetfulBank is CoinDeposits {
    uint256 public owed;

    function deposit() public payable override {
        deposited[msg.sender] += msg.value;
        owed += msg.value;
    }

    function withdraw(uint256 amount) public override {
        owed -= amount;
        super.withdraw(amount);
    }

    function forget() public onlyOwner {
        owed = 0;
    }

    function close() public onlyOwner {
        require(owed == 0, "somebody is owed");
        selfdestruct(payable(owner));
    }
}
