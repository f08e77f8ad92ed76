// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {MintLogic} from "./Oz5Proxies.sol";

// Proxies whose code is where EIP-1822 and Safes keep it, and tokens that replace themselves there.

/// As EIP-1822 has it: the code is in the slot of "PROXIABLE", and replaces itself.
contract Proxy1822 {
    constructor(address logic) {
        assembly {
            sstore(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic)
        }
        (bool ok,) = logic.delegatecall(abi.encodeCall(MintLogic.initialize, (msg.sender)));
        require(ok);
    }

    fallback() external payable {
        assembly {
            let logic := sload(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7)
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), logic, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

/// Replaced by its owner.
contract ProxiableMintLogic is MintLogic {
    function proxiableUUID() public pure returns (bytes32) {
        return 0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7;
    }

    function updateCodeAddress(address logic) external onlyOwner {
        require(ProxiableMintLogic(logic).proxiableUUID() == proxiableUUID(), "not compatible");
        assembly {
            sstore(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic)
        }
    }
}

/// Its first variable is the code of the Safe-style proxy that it stands behind; nothing changes it.
contract MasterCopyLogic {
    address internal masterCopy;
    address public owner;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    function initialize(address newOwner) external {
        require(owner == address(0), "initialized");
        owner = newOwner;
    }

    function mint(address to, uint256 value) external {
        require(msg.sender == owner, "owner");
        totalSupply += value;
        balanceOf[to] += value;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        return true;
    }
}

/// The same, replaced by its owner.
contract ChangingMasterCopyLogic is MasterCopyLogic {
    function changeMasterCopy(address logic) external {
        require(msg.sender == owner, "owner");
        masterCopy = logic;
    }
}
