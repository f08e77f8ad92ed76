// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

import {MasterCopyLogic, PlainLogic} from "./ProxiableProxies.sol";

// Code that tells in other words than those of EIP-1967 that it was replaced.

/// Its owner replaces it, in the slot of EIP-1822.
contract TellingProxiableLogic is PlainLogic {
    event CodeUpdated(bytes32 uuid, address codeAddress);

    function updateCodeAddress(address logic) external onlyOwner {
        assembly {
            sstore(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic)
        }
        emit CodeUpdated(0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7, logic);
    }
}

/// Its owner replaces it behind a Safe-style proxy, as Safes before 1.3 did.
contract TellingMasterCopyLogic is MasterCopyLogic {
    event ChangedMasterCopy(address masterCopy);

    function changeMasterCopy(address logic) external {
        require(msg.sender == owner, "owner");
        masterCopy = logic;
        emit ChangedMasterCopy(logic);
    }
}
