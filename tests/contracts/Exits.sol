// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// The owner stops everybody's withdrawals.
contract PausableVault is Deposits {
    bool public paused;

    function setPaused(bool value) public onlyOwner {
        paused = value;
    }

    function withdraw(uint256 amount) public override {
        require(!paused, "paused");
        super.withdraw(amount);
    }
}

/// The owner stops one account after the other.
contract BlockingBank is CoinDeposits {
    mapping(address => bool) public blocked;

    function setBlocked(address account, bool value) public onlyOwner {
        blocked[account] = value;
    }

    function withdraw(uint256 amount) public override {
        require(!blocked[msg.sender], "blocked");
        super.withdraw(amount);
    }
}

/// Nobody gets out unless the owner said so.
contract ApprovedExitVault is Deposits {
    bool public open;

    function allow() public onlyOwner {
        open = true;
    }

    function forbid() public onlyOwner {
        open = false;
    }

    function withdraw(uint256 amount) public override {
        require(open, "not yet");
        super.withdraw(amount);
    }
}

/// Takes deposits, keeps a book, and has no way out.
contract TrapVault is Owned {
    Token public asset;
    mapping(address => uint256) public deposited;

    function deposit(uint256 amount) public {
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        deposited[msg.sender] += amount;
    }
}

/// The switch stops deposits alone.
contract CautiousVault is Deposits {
    bool public paused;

    function setPaused(bool value) public onlyOwner {
        paused = value;
    }

    function deposit(uint256 amount) public override {
        require(!paused, "paused");
        super.deposit(amount);
    }
}

/// One door can be shut, the other one cannot.
contract TwoDoorVault is Deposits {
    bool public paused;

    function setPaused(bool value) public onlyOwner {
        paused = value;
    }

    function withdraw(uint256 amount) public override {
        require(!paused, "paused");
        super.withdraw(amount);
    }

    function emergencyWithdraw() public {
        uint256 amount = deposited[msg.sender];
        _owe(msg.sender, amount);
        require(asset.transfer(msg.sender, amount), "not sent");
    }
}

/// A lock that ends by itself, and one against reentrancy.
contract LockedVault is Deposits {
    mapping(address => uint256) public until;
    uint256 private entered = 1;

    function deposit(uint256 amount) public override {
        until[msg.sender] = block.timestamp + 7 days;
        super.deposit(amount);
    }

    function withdraw(uint256 amount) public override {
        require(entered == 1, "reentrant call");
        entered = 2;
        require(block.timestamp >= until[msg.sender], "too early");
        super.withdraw(amount);
        entered = 1;
    }
}

/// Sells its own tokens for coin that goes on at once: nothing is held.
contract ForwardingSale is Owned {
    Token public token;
    address payable public wallet;
    mapping(address => uint256) public bought;

    function buy() public payable {
        bought[msg.sender] += msg.value;
        require(token.transfer(msg.sender, msg.value * 100), "not sent");
        wallet.transfer(msg.value);
    }

    function unsold() public onlyOwner {
        require(token.transfer(owner, token.balanceOf(address(this))), "not sent");
    }
}

/// Raises coin for somebody, and gives it back where too little came in; where that fails it is owed still.
contract RaisedSale {
    address payable public wallet = payable(msg.sender);
    mapping(address => uint256) public paid;
    uint256 public raised;
    uint256 public immutable goal = 100 ether;
    uint256 public immutable end = block.timestamp + 1 days;
    bool public reached;

    receive() external payable {
        require(block.timestamp < end, "over");
        paid[msg.sender] += msg.value;
        raised += msg.value;
    }

    function close() public {
        require(block.timestamp >= end, "not over");
        reached = raised >= goal;
    }

    function settle() public {
        require(block.timestamp >= end, "not over");
        if (!reached) {
            uint256 amount = paid[msg.sender];
            paid[msg.sender] = 0;
            if (amount > 0 && !payable(msg.sender).send(amount)) paid[msg.sender] = amount;
        }
        if (reached && wallet == msg.sender && !wallet.send(raised)) reached = false;
    }
}
