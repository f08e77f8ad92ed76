// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";

/// Which code runs is read from storage: a jump whose target no code shows. The IR pipeline makes a
/// choice between numbers of it, which can be followed.
contract StoredPointer is FreeBooks {
    function() internal step;
    uint256 public steps;

    function setStep(bool double_) public {
        if (double_) step = _two;
        else step = _one;
    }

    function run() public {
        step();
    }

    function _one() private {
        steps += 1;
    }

    function _two() private {
        steps += 2;
    }
}
