// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.5.0;

import "./Books.sol";
import "./Owned.sol";

/// The owner runs any code in the token's place.
contract ChosenDelegate is FreeBooks, Owned {
    function execute(address target, bytes memory data) public onlyOwner {
        (bool ok, ) = target.delegatecall(data);
        require(ok, "failed");
    }
}

/// The module whose code reckons rewards can be replaced.
contract SettableModule is FreeBooks, Owned {
    address public module;

    function setModule(address at) public onlyOwner {
        module = at;
    }

    function reward(address account) public {
        (bool ok, ) = module.delegatecall(abi.encodeWithSignature("reward(address)", account));
        require(ok, "failed");
    }
}

/// Anybody's code.
contract OpenDelegate is FreeBooks {
    function run(address target, bytes memory data) public returns (bool) {
        (bool ok, ) = target.delegatecall(data);
        return ok;
    }
}

/// Swaps are reckoned by a library at an address in the code.
contract HardLibrary is FreeBooks {
    address private constant MATH = address(uint160(0x00c0ffee254729296a45a3885639AC7E10F9d54979));

    function swap(uint256 value) public returns (bool) {
        (bool ok, ) = MATH.delegatecall(abi.encodeWithSignature("swap(uint256)", value));
        return ok;
    }
}

/// The same, in assembly and inside `transfer`.
contract TransferLibrary is Books {
    function transfer(address to, uint256 value) public returns (bool) {
        bytes memory data = abi.encodeWithSignature("check(address,uint256)", to, value);
        bool ok;
        assembly {
            ok := delegatecall(gas(), 0x00c0ffee254729296a45a3885639AC7E10F9d54979, add(data, 32), mload(data), 0, 0)
        }
        require(ok, "not allowed");
        _move(msg.sender, to, value);
        return true;
    }
}

/// Another contract is called, not run.
contract OracleReader is FreeBooks {
    address private constant ORACLE = address(uint160(0x00c0ffee254729296a45a3885639AC7E10F9d54979));

    function poke() public returns (bool) {
        (bool ok, ) = ORACLE.call(abi.encodeWithSignature("poke()"));
        return ok;
    }
}
