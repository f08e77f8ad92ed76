// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

interface Migrator {
    function migrate(Token token) external returns (Token);
}

/// Many pools, one reward, in the manner of the farms of 2020.
contract Farm is Owned {
    struct User {
        uint256 amount;
        uint256 debt;
    }

    struct Pool {
        Token token;
        uint256 points;
        uint256 last;
        uint256 each;
    }

    Token public reward;
    address public team;
    uint256 public rate;
    uint256 public points;
    Pool[] public pools;
    mapping(uint256 => mapping(address => User)) public users;

    function add(uint256 share, Token token) public onlyOwner {
        points += share;
        pools.push(Pool(token, share, block.number, 0));
    }

    function setRate(uint256 value) public onlyOwner {
        rate = value;
    }

    function update(uint256 id) public {
        Pool storage pool = pools[id];
        uint256 supply = pool.token.balanceOf(address(this));
        if (supply > 0) {
            uint256 made = (block.number - pool.last) * rate * pool.points / points;
            reward.mint(team, made / 10);
            reward.mint(address(this), made);
            pool.each += made * 1e12 / supply;
        }
        pool.last = block.number;
    }

    function deposit(uint256 id, uint256 amount) public {
        Pool storage pool = pools[id];
        User storage user = users[id][msg.sender];
        update(id);
        _pay(msg.sender, user.amount * pool.each / 1e12 - user.debt);
        require(pool.token.transferFrom(msg.sender, address(this), amount), "not paid");
        user.amount += amount;
        user.debt = user.amount * pool.each / 1e12;
    }

    function withdraw(uint256 id, uint256 amount) public {
        Pool storage pool = pools[id];
        User storage user = users[id][msg.sender];
        require(user.amount >= amount, "more than deposited");
        update(id);
        _pay(msg.sender, user.amount * pool.each / 1e12 - user.debt);
        user.amount -= amount;
        user.debt = user.amount * pool.each / 1e12;
        require(pool.token.transfer(msg.sender, amount), "not sent");
    }

    function emergencyWithdraw(uint256 id) public {
        Pool storage pool = pools[id];
        User storage user = users[id][msg.sender];
        uint256 amount = user.amount;
        user.amount = 0;
        user.debt = 0;
        require(pool.token.transfer(msg.sender, amount), "not sent");
    }

    function _pay(address to, uint256 amount) private {
        uint256 there = reward.balanceOf(address(this));
        reward.transfer(to, amount > there ? there : amount);
    }
}

/// Whatever the owner names may take a whole pool.
contract MigratingFarm is Farm {
    Migrator public migrator;

    function setMigrator(Migrator next) public onlyOwner {
        migrator = next;
    }

    function migrate(uint256 id) public {
        require(address(migrator) != address(0), "no migrator");
        Pool storage pool = pools[id];
        uint256 amount = pool.token.balanceOf(address(this));
        pool.token.approve(address(migrator), amount);
        pool.token = migrator.migrate(pool.token);
        require(pool.token.balanceOf(address(this)) == amount, "not all");
    }
}

/// Foreign tokens alone: every pool is asked.
contract RescuingFarm is Farm {
    function rescue(Token token, uint256 amount) public onlyOwner {
        for (uint256 id = 0; id < pools.length; id++) {
            require(token != pools[id].token, "deposited");
        }
        require(token.transfer(owner, amount), "not sent");
    }
}

/// The owner takes a pool's tokens for himself.
contract DrainingFarm is Farm {
    function collect(uint256 id, uint256 amount) public onlyOwner {
        require(pools[id].token.transfer(msg.sender, amount), "not sent");
    }
}

/// Rewards along a schedule, in the manner of Synthetix.
contract Staking is Deposits {
    Token public reward;
    address public distribution;
    uint256 public rate;
    uint256 public end;
    uint256 public updated;
    uint256 public each;
    mapping(address => uint256) public paid;
    mapping(address => uint256) public rewards;

    modifier update(address account) {
        each = perToken();
        updated = lastTime();
        rewards[account] = deposited[account] * (each - paid[account]) / 1e18 + rewards[account];
        paid[account] = each;
        _;
    }

    function lastTime() public view returns (uint256) {
        return block.timestamp < end ? block.timestamp : end;
    }

    function perToken() public view returns (uint256) {
        if (total == 0) return each;
        return each + (lastTime() - updated) * rate * 1e18 / total;
    }

    function deposit(uint256 amount) public override update(msg.sender) {
        super.deposit(amount);
    }

    function withdraw(uint256 amount) public override update(msg.sender) {
        super.withdraw(amount);
    }

    function getReward() public update(msg.sender) {
        uint256 amount = rewards[msg.sender];
        rewards[msg.sender] = 0;
        _send(reward, msg.sender, amount);
    }

    function notify(uint256 amount) public update(address(0)) {
        require(msg.sender == distribution, "not the distribution");
        rate = amount / 7 days;
        updated = block.timestamp;
        end = block.timestamp + 7 days;
    }

    function recover(Token token, uint256 amount) public onlyOwner {
        require(token != asset, "staked");
        _send(token, owner, amount);
    }
}
