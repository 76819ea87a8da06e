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
            dotnet run --project tests/Simulations -c Release > src/Engine/Statistics/COVERAGE.md
            ```

            Runs are drawn as whole counts out of 1,800 images, as the real ones are. In short:

            - Over runs, take the skewness-adjusted t interval, the default. On the paper's own cells it holds 94.7 to 96.8 % where they
              are near normal (ten of fourteen; from n = 20 on at most 96.2), 95.1 to 95.9 % for biases on -X, whose runs are skewed by 3,
              and 93.3 to 96.0 % for biases trained on X and -X, where some runs fail to learn: 93.3 and 93.4 at n = 20 and 30 are the
              least. t, score, Johnson, Hall, BCa, bootstrap-t and empirical likelihood hold 82 to 92 % there at n = 10.
            - It holds too much, 97.3 to 99.0 % up to n = 30, where most runs have no image right (no bias, -X): so few counts leave no
              interval between. Its price in width: 26 to 32 % at n = 10 in near-normal cells, 6 to 10 % at 20, 3 to 6 % at 30, 1 % at 100;
              half as much again to two and a half times where cells are skewed. Below ten runs it reads no skewness from the sample.
            - Rare failures defeat it as they do all others, 41 % at n = 10, and at n = 5 a bimodal cell gets 83 %.
            - No interval knows of a failure that it has not seen. Where one run in twenty fails, count the failures and show them.
            - BCa is too narrow at n = 5 for every shape and at n = 10 for all but the bimodal one: it is not the default.
            - The paired t test, which `compare` leads with, rejects a true null in 4.3 to 5.4 % on all of the paper's cells from 30 pairs
              on, and below that on all but three; there, where runs are skewed, it is cautious, 2.2 to 4.0 %. The sign-flip test cannot
              reach 5 % at 6 pairs (0.1 to 3.1 %), is cautious where ties leave few pairs to decide, and holds 3.4 to 5.3 % otherwise; mid-p
              mends that from 8 pairs on, but errs in up to 6.5 % at 6.
            - Where A and B are unlike and one is skewed, both tests of "no mean difference" err more: gradient against biases trained on
              both 8.8 % at 10 pairs, 6.4 % at 100; two skewed cells on -X 16.5 and 7.0 %. Such comparisons need 100 pairs and more.
            - Almost stochastic order needs the bar 0.2 (1.4 to 6.4 %); with ½ it cries wolf in 13 to 21 %.
            - Over test images the interval over runs is far too narrow, which is why there is a second one: 93.3 to 95.8 %.
            - Stopping by width holds 93.0 to 98.6 % on the paper's own cells: 93.0 to 95.6 for biases trained on X and -X, 94.6 to 96.8 for
              biases on -X; 95.3 to 98.2 for normal and binomial shapes, 93.9 to 97.7 for exponential and log-normal ones. It takes
              some 8 more runs than the goal alone where cells are normal and 20 to 70 more where they are skewed. Rare failures
              defeat it, 77 to 78 %, worse than a fixed number of runs of the same size.
            - A plan from a pilot that is 90 % sure is so, 93 to 94 %, where cells are near normal. Where they are skewed it is enough in
              37 to 68 % only, in all but one row, whatever the pilot's size up to 30: what a few runs have not seen they cannot plan
              for. There `until` is the better way.
            """);
    }
}
