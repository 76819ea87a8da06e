namespace Symmetry.Simulations;

internal static class Preamble
{
    public static void Write(int repetitions)
    {
        Page.WriteLine($"""
            # Measured coverage

            How often the intervals contain the true value, and how often the tests reject falsely, in simulations with known truth.
            All intervals are nominal 95 %, all tests nominal 5 %. {repetitions:N0} repetitions unless stated otherwise, so a
            printed 95.0 % has a standard error of {100 * Math.Sqrt(0.05 * 0.95 / repetitions):F2}. This whole page is the
            output of

            ```
            dotnet run --project tests/Simulations -c Release > src/Analysis/Statistics/COVERAGE.md
            ```

            Like real runs, simulated runs are counts out of 1,800 images. Summary:

            - For means over runs use the skewness-adjusted t interval, the default. From n = 10 on it covers 93.5 to 96.1 % on each of the paper's
              fourteen cells, on which its weights were chosen, and 93.5 to 96.3 % on the same cells with other random numbers. On another
              protocol, also not used in the choice, it covers 94.5 to 97.0 %. t, score, Johnson, Hall, BCa, bootstrap-t and
              empirical likelihood cover 82 to 92 % at n = 10 for biases on -X and biases trained on X and -X.
            - Its cost is width: 4 to 20 % more than t at n = 10 in near-normal cells, 1 to 8 % at 20, 1 to 5 % at 30, 1 % at 100; 11
              to 22 % up to n = 30 without bias on -X, 1.4 to 2.1 times the width of t where cells are skewed. It overcovers, 97 to 99 %
              up to n = 30, for exponential and log-normal shapes, and up to 99 % below ten runs where rates are next to 0 or 1.
            - At n = 5 it covers 94 to 96 % on the paper's cells, but 99 % without bias on -X and 91 % with bias on -X.
            - With rare failures it undercovers like all others, 39 % at n = 10. At n = 5 a bimodal cell gets 85 %.
            - No interval accounts for failures that did not occur in the sample. If one run in twenty fails, report the number of failures.
            - BCa is too narrow at n = 5 for every shape and at n = 10 for all but the bimodal one, so it is not the default.
            - `compare` rejects a true null in 4.2 to 5.4 % on all of the paper's cells from nine pairs on. With fewer pairs, if runs are skewed
              or most pairs tie, it is conservative: 3.4 to 5.0 % at 8 pairs, 2.2 to 5.3 % at 6. Other shapes give 4.6 to 5.4 % from 10 pairs on.
              The paired t test alone rejects in 2.2 to 4.0 % on three skewed cells up to 20 pairs; the exact sign-flip test
              cannot reach 5 % at 6 pairs (0.1 to 3.1 %) and is conservative where ties leave few pairs.
            - If A and B have different shapes and one is skewed, every test of "no mean difference" rejects too often: gradient against biases trained on
              both 8.9 % at 10 pairs, 6.5 % at 100; two skewed cells on -X 15.9 and 7.2 %. Such comparisons need 100 pairs or more.
            - Almost stochastic order needs the threshold 0.2 (1.4 to 6.4 %); with ½ it rejects falsely in 13 to 21 %.
            - For new test images the interval over runs is far too narrow; the second interval covers 93.3 to 95.8 %.
            - Stopping by width covers 93.3 to 97.8 % on the paper's own cells: 93.3 to 95.7 for biases trained on X and -X, 94.9 to 96.9 for
              biases on -X; 95.2 to 97.0 for normal and binomial shapes, 96.3 to 98.8 for the skewed and the bimodal one. It takes
              about 6 more runs than the goal alone for normal cells and 45 to 90 more for skewed ones. With rare failures
              it covers only 77 to 78 %, worse than a fixed number of runs of the same size.
            - A 90 % assured plan from a pilot is enough in 89 to 90 % of cases for near-normal cells. For skewed cells it is enough in only
              28 to 77 %, in all but one row, for any pilot of up to 30 runs, because a small pilot rarely contains the rare
              runs. Use `until` for such cells.
            """);
    }
}
