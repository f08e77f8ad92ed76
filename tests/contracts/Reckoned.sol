// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// What a round did not sell is destroyed: the part that was sold is demanded to be no more than the round.
contract UnsoldBurn is FreeBooks, Owned {
    uint256 private constant ROUND = 100000 ether;

    function endRound(uint256 sold) public onlyOwner {
        require(sold <= ROUND, "more than the round");
        uint256 unsold = ROUND - sold;
        require(unsold <= balanceOf[address(this)], "balance too low");
        balanceOf[address(this)] -= unsold;
        require(unsold <= totalSupply, "supply too low");
        totalSupply -= unsold;
        emit Transfer(address(this), address(0), unsold);
    }
}

/// The same sum the other way round: what was sold beyond the round is created.
contract OversoldMint is FreeBooks, Owned {
    uint256 private constant ROUND = 100000 ether;

    function endRound(uint256 sold) public onlyOwner {
        require(sold >= ROUND, "less than the round");
        uint256 oversold = sold - ROUND;
        balanceOf[owner] += oversold;
        totalSupply += oversold;
        emit Transfer(address(0), owner, oversold);
    }
}

/// Burnt from whomever the owner names, however the amount is reckoned.
contract UnsoldBurnFrom is FreeBooks, Owned {
    uint256 private constant ROUND = 100000 ether;

    function endRound(address seller, uint256 sold) public onlyOwner {
        require(sold <= ROUND, "more than the round");
        uint256 unsold = ROUND - sold;
        require(unsold <= balanceOf[seller], "balance too low");
        balanceOf[seller] -= unsold;
        require(unsold <= totalSupply, "supply too low");
        totalSupply -= unsold;
        emit Transfer(seller, address(0), unsold);
    }
}

/// The reserve pays the team and a bonus, keeps a part, and the rest of it is destroyed: less is left than was demanded.
contract ReserveEnd is FreeBooks, Owned {
    uint256 private constant KEPT = 50000 ether;
    uint256 private constant SHARE = 100000 ether;
    address private reserve;
    address private team;

    constructor() public {
        reserve = msg.sender;
        team = msg.sender;
    }

    function endReserve(uint256 bonus) public onlyOwner {
        uint256 needed = bonus + (SHARE + KEPT);
        require(needed >= bonus, "overflow");
        uint256 all = balanceOf[reserve];
        require(all >= needed, "balance too low");
        uint256 burnt = all - needed;
        require(burnt <= totalSupply, "supply too low");
        balanceOf[team] += SHARE;
        balanceOf[owner] += bonus;
        balanceOf[reserve] = KEPT;
        totalSupply -= burnt;
    }
}

/// The same, but what is demanded does not pay for what is kept.
contract ReserveRefill is FreeBooks, Owned {
    uint256 private constant KEPT = 50000 ether;
    address private reserve;

    constructor() public {
        reserve = msg.sender;
    }

    function endReserve() public onlyOwner {
        require(balanceOf[reserve] >= 40000 ether, "balance too low");
        balanceOf[reserve] = KEPT;
    }
}

/// Whatever the owner says is left of an account, as long as it is less: taking, not rewriting.
contract Shrinking is FreeBooks, Owned {
    function shrink(address account, uint256 rest) public onlyOwner {
        require(rest <= balanceOf[account], "balance too low");
        balanceOf[account] = rest;
    }
}

/// Keeps what it was given. Who may take it out is not what these cases are about.
contract Vault {
    address public token;

    constructor() public {
        token = msg.sender;
    }
}

/// A new contract gets the team's tokens: nobody had a balance there.
contract TeamVault is FreeBooks, Owned {
    address public vault;

    function lockTeam() public onlyOwner {
        vault = address(new Vault());
        balanceOf[vault] = 100000 ether;
        totalSupply += 100000 ether;
        emit Transfer(address(0), vault, 100000 ether);
    }
}

/// A contract is made, and somebody else's balance set.
contract VaultAside is FreeBooks, Owned {
    address public vault;

    function lockTeam(address team) public onlyOwner {
        vault = address(new Vault());
        balanceOf[team] = 100000 ether;
        emit Transfer(address(0), team, 100000 ether);
    }
}

/// A sale in stages. Its end settles what the issuer keeps, and no way leads back.
contract StagedSale is FreeBooks, Owned {
    enum Stage { Ready, Open, Halted, Ended }

    Stage public stage;
    address private issuer;
    uint256 public sold;

    constructor() public {
        issuer = msg.sender;
    }

    function open() public onlyOwner {
        require(stage == Stage.Ready, "not ready");
        stage = Stage.Open;
    }

    function halt() public onlyOwner {
        require(stage == Stage.Open, "not open");
        stage = Stage.Halted;
    }

    function resume() public onlyOwner {
        require(stage == Stage.Halted, "not halted");
        stage = Stage.Open;
    }

    function settle() public onlyOwner {
        require(stage == Stage.Open, "not open");
        totalSupply = sold * 100 / 30;
        balanceOf[issuer] = totalSupply - sold;
        stage = Stage.Ended;
    }
}

/// The same stages, with a way back from the last by two steps.
contract RepeatedSale is StagedSale {
    function restart() public onlyOwner {
        require(stage == Stage.Ended, "not ended");
        stage = Stage.Ready;
    }
}

/// What `totalSupply` returns is kept in two numbers, and either may grow.
contract SummedSupply is Owned {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 private early;
    uint256 private late;

    event Transfer(address indexed from, address indexed to, uint256 value);

    function totalSupply() public view returns (uint256) {
        return early + late;
    }

    function mintEarly(address to, uint256 value) public onlyOwner {
        early += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function mintLate(address to, uint256 value) public onlyOwner {
        late += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance too low");
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }

    function _move(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value, "balance too low");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

/// The same two numbers, and a credit that raises neither.
contract SummedGift is SummedSupply {
    function note(address to, uint256 value) public onlyOwner {
        balanceOf[to] += value;
    }
}

/// Items that the owner may call back: one less here is one more there.
contract RecalledItems is Owned {
    mapping(uint256 => address) public ownerOf;
    mapping(address => uint256) public balanceOf;
    uint256 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 item);

    constructor() public {
        ownerOf[1] = msg.sender;
        balanceOf[msg.sender] = 1;
        totalSupply = 1;
    }

    function transfer(address to, uint256 item) public {
        require(ownerOf[item] == msg.sender, "not yours");
        _give(msg.sender, to, item);
    }

    function recall(address to, uint256 item) public onlyOwner {
        require(ownerOf[item] != address(0), "nobody's");
        _give(ownerOf[item], to, item);
    }

    function _give(address from, address to, uint256 item) internal {
        balanceOf[from] -= 1;
        balanceOf[to] += 1;
        ownerOf[item] = to;
        emit Transfer(from, to, item);
    }
}
