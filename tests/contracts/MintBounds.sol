// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// A cap that whoever mints can raise is none.
contract RaisableCap is FreeBooks, Owned {
    uint256 public cap = 2000000 ether;

    function setCap(uint256 value) public onlyOwner {
        cap = value;
    }

    function mint(address to, uint256 value) public onlyOwner {
        require(totalSupply + value <= cap, "above the cap");
        _issue(to, value);
    }
}

/// A cap in storage that nothing writes.
contract StoredCap is FreeBooks, Owned {
    uint256 public cap;

    constructor(uint256 value) public {
        cap = value;
    }

    function mint(address to, uint256 value) public onlyOwner {
        require(totalSupply + value <= cap, "above the cap");
        _issue(to, value);
    }
}

/// The team draws from a stock that only shrinks.
contract TeamStock is FreeBooks, Owned {
    uint256 public stock = 500000 ether;

    function draw(address to, uint256 value) public onlyOwner {
        require(value <= stock, "stock too low");
        stock -= value;
        _issue(to, value);
    }
}

/// The supply was declared when the contract was made; tokens are handed out below it.
contract DeclaredSupply is FreeBooks, Owned {
    uint256 public handedOut;

    function handOut(address to, uint256 value) public onlyOwner {
        require(handedOut + value >= value, "overflow");
        require(handedOut + value <= totalSupply, "all is handed out");
        handedOut += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }
}

/// Once, as a constructor would: a flag that nothing resets.
contract OneTimeIssue is FreeBooks, Owned {
    bool private issued;

    function issueTeam(address team) public onlyOwner {
        require(!issued, "issued before");
        issued = true;
        _issue(team, 250000 ether);
    }
}

/// The same flag, but the owner can clear it.
contract ResetIssue is FreeBooks, Owned {
    bool private issued;

    function issueTeam(address team) public onlyOwner {
        require(!issued, "issued before");
        issued = true;
        _issue(team, 250000 ether);
    }

    function newRound() public onlyOwner {
        issued = false;
    }
}

/// Anybody buys new tokens, at a price that the owner sets.
contract CoinSale is FreeBooks, Owned {
    uint256 public rate = 1000;

    function setRate(uint256 value) public onlyOwner {
        rate = value;
    }

    function buy() public payable {
        uint256 value = msg.value * rate;
        require(value / rate == msg.value, "overflow");
        _issue(msg.sender, value);
    }
}

/// Who pays gets tokens for it, and the owner gets them for nothing.
contract FreeForOwner is FreeBooks, Owned {
    function buy(uint256 value) public payable {
        if (msg.sender == owner) _issue(owner, value);
        else _issue(msg.sender, msg.value * 1000);
    }
}

/// The price rises with the supply: what is added to the supply is added to the buyer's balance.
contract CurveSale is FreeBooks {
    function buy() public payable {
        uint256 supply = (totalSupply * totalSupply + msg.value * 1000000) / (totalSupply + 1);
        require(supply > totalSupply, "too little");
        uint256 bought = supply - totalSupply;
        totalSupply = supply;
        balanceOf[msg.sender] += bought;
        emit Transfer(address(0), msg.sender, bought);
    }
}

/// An airdrop out of the owner's own balance makes nothing.
contract OwnAirdrop is FreeBooks, Owned {
    function airdrop(address a, address b, uint256 value) public onlyOwner {
        require(balanceOf[msg.sender] >= 2 * value, "balance too low");
        balanceOf[msg.sender] -= 2 * value;
        balanceOf[a] += value;
        balanceOf[b] += value;
        emit Transfer(msg.sender, a, value);
        emit Transfer(msg.sender, b, value);
    }
}

/// The recipient and the owner get parts that are reckoned each by itself.
contract SplitTransfer is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value * 97 / 100;
        balanceOf[owner] += value * 3 / 100;
        emit Transfer(msg.sender, to, value * 97 / 100);
        return true;
    }
}

/// The recipient and the owner get all of it, each.
contract DoublingTransfer is Books, Owned {
    function transfer(address to, uint256 value) public onlyOwner returns (bool) {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        balanceOf[owner] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

/// What is taken out waits in an entry of its own, and comes back where it is not paid out.
contract WaitingRoom is FreeBooks, Owned {
    mapping(address => uint256) private waiting;

    function request(uint256 value) public {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        waiting[msg.sender] += value;
    }

    function cancel() public {
        uint256 value = waiting[msg.sender];
        require(value > 0, "nothing waits");
        waiting[msg.sender] = 0;
        balanceOf[msg.sender] += value;
    }
}

/// Vouchers for another token: `transfer` takes them back, and nobody can sell one on.
contract Voucher is Books, Owned {
    function grant(address to, uint256 value) public onlyOwner {
        totalSupply += value;
        balanceOf[to] += value;
    }

    function transfer(address, uint256 value) public returns (bool) {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        return true;
    }
}
