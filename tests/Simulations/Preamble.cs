namespace Symmetry.Simulations;

internal static class Preamble
{
    public static void Write(int repetitions)
    {
        Page.WriteLine($"""
            # Coverage, measured

            How often the intervals hold the truth, and how often the tests cry wolf, when the truth is known because we drew it.
            All intervals are nominal 95 %, all tests nominal 5 %. {repetitions:N0} repetitions unless a table says otherwise: a
            printed 95.0 % has a standard error of {100 * Math.Sqrt(0.05 * 0.95 / repetitions):F2}. This whole page is the
            output of

            ```
            dotnet run --project tests/Simulations -c Release > src/Analysis/Statistics/COVERAGE.md
            ```

            Runs are drawn as whole counts out of 1,800 images, as the real ones are. In short:

            - Over runs, take the skewness-adjusted t interval, the default. From n = 10 on it holds 93.5 to 96.1 % on each of the paper's
              fourteen cells, by which its weights were chosen, and 93.5 to 96.3 % on the same cells with other random numbers. On another
              protocol, which the choice did not see either, it holds 94.5 to 97.0 %. t, score, Johnson, Hall, BCa, bootstrap-t and
              empirical likelihood hold 82 to 92 % at n = 10 for biases on -X and biases trained on X and -X.
            - Its price in width: 4 to 20 % more than t at n = 10 in near-normal cells, 1 to 8 % at 20, 1 to 5 % at 30, 1 % at 100; 11
              to 22 % up to n = 30 without bias on -X, 1.4 to 2.1 times the width of t where cells are skewed. It holds too much, 97 to 99 % up to n = 30, for exponential and
              log-normal shapes, and up to 99 % below ten runs where rates are next to 0 or 1.
            - At n = 5 it holds 94 to 96 % on the paper's cells, but 99 % without bias on -X and 91 % with bias on -X.
            - Rare failures defeat it as they do all others, 39 % at n = 10, and at n = 5 a bimodal cell gets 85 %.
            - No interval knows of a failure that it has not seen. Where one run in twenty fails, count the failures and show them.
            - BCa is too narrow at n = 5 for every shape and at n = 10 for all but the bimodal one: it is not the default.
            - `compare` rejects a true null in 4.2 to 5.4 % on all of the paper's cells from nine pairs on; below, where runs are skewed
              or most pairs tie, it is cautious: 3.4 to 5.0 % at 8 pairs, 2.2 to 5.3 % at 6. Other shapes give 4.6 to 5.4 % from 10 pairs on.
              The paired t test alone errs in 2.2 to 4.0 % on three skewed cells up to 20 pairs; the exact sign-flip test
              cannot reach 5 % at 6 pairs (0.1 to 3.1 %) and is cautious where ties leave few pairs to decide.
            - Where A and B are unlike and one is skewed, every test of "no mean difference" errs more: gradient against biases trained on
              both 8.9 % at 10 pairs, 6.5 % at 100; two skewed cells on -X 15.9 and 7.2 %. Such comparisons need 100 pairs and more.
            - Almost stochastic order needs the bar 0.2 (1.4 to 6.4 %); with ½ it cries wolf in 13 to 21 %.
            - Over test images the interval over runs is far too narrow, which is why there is a second one: 93.3 to 95.8 %.
            - Stopping by width holds 93.3 to 97.8 % on the paper's own cells: 93.3 to 95.7 for biases trained on X and -X, 94.9 to 96.9 for
              biases on -X; 95.2 to 97.0 for normal and binomial shapes, 96.3 to 98.8 for the skewed and the bimodal one. It takes
              some 6 more runs than the goal alone where cells are normal and 45 to 90 more where they are skewed. Rare failures
              defeat it, 77 to 78 %, worse than a fixed number of runs of the same size.
            - A plan from a pilot that is 90 % sure is so, 89 to 90 %, where cells are near normal. Where they are skewed it is enough in
              28 to 77 % only, in all but one row, whatever the pilot's size up to 30: what a few runs have not seen they cannot plan
              for. There `until` is the better way.
            """);
    }
}
